import { copying } from "../web/copying.js";
import { giving } from "./giving.js";
import { refusing } from "./refusing.js";

const form = document.querySelector("[data-restoring]");
const { tell, clear } = refusing(form);
giving(form, (trouble) => (trouble ? tell(trouble) : clear()), tell);
copying(form);
document.getElementById("resultat")?.focus();
