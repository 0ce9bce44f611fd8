// Odoo's own JavaScript rules (web/tooling/_eslintrc.json) in eslint 9's form. The packages are in the cache folder
// beside the running eslint, not in the checkout, hence createRequire.
import { createRequire } from "node:module";

const require = createRequire(process.argv[1]);
const globals = require("globals");
const recommended = require("@eslint/js").configs.recommended;

export default [
    {
        ...recommended,
        files: ["**/*.js"],
    },
    {
        files: ["**/*.js"],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: "module",
            globals: {
                ...globals.browser,
                ...globals.es2021,
                luxon: "readonly",
                odoo: "readonly",
            },
        },
        linterOptions: { reportUnusedDisableDirectives: "error" },
        rules: {
            "arrow-body-style": ["error", "as-needed"],
            curly: ["error", "all"],
            eqeqeq: ["error", "always", { null: "ignore" }],
            "no-duplicate-imports": "error",
            "no-restricted-globals": ["error", "event", "self"],
            "no-restricted-syntax": ["error", "PrivateIdentifier"],
            "no-unused-vars": [
                "error",
                { vars: "all", args: "none", ignoreRestSiblings: false, caughtErrors: "all" },
            ],
            "prefer-const": ["error", { destructuring: "all", ignoreReadBeforeAssign: true }],
        },
    },
];
