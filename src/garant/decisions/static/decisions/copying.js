import { copying } from "../web/copying.js";

copying(document);
