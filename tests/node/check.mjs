// Drives a gateway with the openai npm package, unmodified, and prints what it saw as one JSON object.
// Usage: node check.mjs BASE_URL KEY TEXT
import OpenAI from "openai";

const [baseURL, apiKey, text] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 2 });
const messages = [{ role: "user", content: text }];
const tools = [{ type: "function", function: { name: "ecrire", parameters: { type: "object", properties: {} } } }];
const seen = {};

const plain = await client.chat.completions.create({ model: "externe", messages });
seen.plain = plain.choices[0].message.content;
seen.model = plain.model;
seen.request = plain._request_id;
seen.impacts = plain.usage.impacts;

let streamed = "";
let usages = 0;
const stream = await client.chat.completions.create({
  model: "externe",
  messages,
  stream: true,
  stream_options: { include_usage: true },
});
for await (const chunk of stream) {
  streamed += chunk.choices[0]?.delta?.content ?? "";
  if (chunk.usage?.impacts) usages += 1;
}
seen.streamed = streamed;
seen.usages = usages;

const runner = client.chat.completions.stream({ model: "externe", messages });
seen.gathered = (await runner.finalChatCompletion()).choices[0].message.content;

const calling = client.chat.completions.stream({ model: "externe", messages, tools });
const call = (await calling.finalChatCompletion()).choices[0].message.tool_calls?.[0];
seen.arguments = call ? JSON.parse(call.function.arguments) : null;

seen.models = [];
for await (const model of client.models.list()) seen.models.push([model.id, model.zone]);

const refused = async (change) => {
  try {
    await client.chat.completions.create({ model: "externe", messages, ...change });
    return null;
  } catch (error) {
    return {
      kind: error.constructor.name,
      status: error.status,
      code: error.code,
      type: error.type,
      param: error.param,
      request: typeof error.requestID === "string",
    };
  }
};
seen.blocked = await refused({ messages: [{ role: "user", content: "mot de passe : Tr0ub4dor&3" }] });
seen.blockedStream = await refused({ messages: [{ role: "user", content: "mot de passe : Tr0ub4dor&3" }], stream: true });
seen.unknown = await refused({ model: "gpt-5" });
seen.wrong = await refused({ temperature: "chaud" });

try {
  const broken = await client.chat.completions.create({
    model: "externe",
    messages: [{ role: "user", content: "coupe" }],
    stream: true,
  });
  for await (const _ of broken) {
    // what came before the error counts as read
  }
  seen.broken = null;
} catch (error) {
  seen.broken = { kind: error.constructor.name, code: error.code };
}

console.log(JSON.stringify(seen));
