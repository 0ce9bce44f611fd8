// Renders labels: JSON [[zpl, width in mm, height in mm, dots per mm], …] in, one PNG in base64 a line out.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.argv[2]}/`);
const { api } = await require("zpl-renderer-js").ready;
const pictures = [];
for (const job of JSON.parse(readFileSync(0, "utf8"))) {
    pictures.push(`${await api.zplToBase64Async(...job)}\n`);
}
process.stdout.write(pictures.join(""), () => process.exit(0));
