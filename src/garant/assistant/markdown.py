"""An answer as HTML: Markdown with nothing a model could smuggle in: no HTML, no image, no odd link."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_FIRST_HEADING = 4  # an answer stands under the page's h1, the conversation's h2, the message's h3
_SCHEMES = ("https://", "http://", "mailto:")


def as_html(text: str) -> SafeString:
    """Safe by construction: raw HTML is shown as text, images are dropped to their link's words, headings go down."""
    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    # The levels that the answer uses become successive ones: it may begin with "##", and must not skip a level.
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    env["levels"] = {tag: min(6, _FIRST_HEADING + rank) for rank, tag in enumerate(levels)}
    rendered: str = parser.renderer.render(tokens, parser.options, env)
    return SafeString(rendered)  # html is off: the renderer escapes every text


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    # An image would be a request to a server that the model chose: with the text, or the reader's address, in it.
    parser.disable("image")
    parser.validateLink = lambda url: url.strip().lower().startswith(_SCHEMES)  # type: ignore[method-assign]
    parser.add_render_rule("heading_open", _lower_heading)
    parser.add_render_rule("heading_close", _lower_heading)
    parser.add_render_rule("link_open", _plain_link)
    parser.add_render_rule("table_open", _open_table)
    parser.add_render_rule("table_close", _close_table)
    return parser


def _lower_heading(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[idx]
    level = env["levels"][token.tag]
    return f"<h{level}>" if token.nesting == 1 else f"</h{level}>\n"


def _plain_link(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    tokens[idx].attrSet("rel", "noopener noreferrer nofollow")
    return self.renderToken(tokens, idx, options, env)


def _open_table(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    # A wide table scrolls in its own box, which the keyboard reaches.
    return '<div class="answer-table" role="region" aria-label="Tableau" tabindex="0"><table>\n'


def _close_table(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    return "</table></div>\n"
