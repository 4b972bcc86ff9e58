import { copying } from "../web/copying.js";
import { giving } from "./giving.js";

const form = document.querySelector("[data-restoring]");
giving(form, () => {});
copying(form);
document.getElementById("resultat")?.focus();
