import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import globals from 'globals';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

const features = readdirSync(new URL('./src/features', import.meta.url));

/** What each layer may not import; `app` composes features, nothing else does. */
const layers = [
    ...features.map((feature) => ({
        files: [`src/features/${feature}/**`],
        forbidden: ['@/app/**', '@/features/*', '@/features/*/**'],
        message: 'A feature never imports another feature or the app; let src/app compose them.',
    })),
    {
        files: ['src/components/**'],
        forbidden: ['@/app/**', '@/features/**'],
        message: 'Shared components know no feature.',
    },
    {
        files: ['src/lib/**'],
        forbidden: ['@/app/**', '@/features/**', '@/components/**'],
        message: 'lib knows neither features nor components.',
    },
];

const words = '/\\p{L}{2}/u';
const textAttributes =
    '/^(label|title|placeholder|description|alt|aria-label|aria-description|aria-roledescription|error|nothingFoundMessage)$/';

export default ts.config(
    { ignores: ['node_modules', 'src/lib/api/schema.d.ts'] },
    js.configs.recommended,
    ts.configs.recommended,
    {
        files: ['src/**/*.{ts,tsx}'],
        plugins: { 'react-hooks': hooks },
        languageOptions: { globals: globals.browser },
        rules: {
            ...hooks.configs.recommended.rules,
            '@typescript-eslint/consistent-type-imports': 'error',
            '@typescript-eslint/no-non-null-assertion': 'error',
            'no-console': 'error',
            eqeqeq: ['error', 'always', { null: 'ignore' }],
            'max-lines': ['error', 300],
        },
    },
    {
        files: ['scripts/**', '*.js', '*.ts', 'public/**'],
        languageOptions: { globals: { ...globals.node, ...globals.browser } },
    },
    {
        files: ['src/**/*.tsx'],
        ignores: ['src/**/*.test.tsx'],
        rules: {
            'no-restricted-syntax': [
                'error',
                {
                    selector: `JSXText[value=${words}]`,
                    message: 'Texts live in the message catalogues (features/*/texts, app/texts).',
                },
                {
                    selector: `JSXAttribute[name.name=${textAttributes}] > Literal[value=${words}]`,
                    message: 'Texts live in the message catalogues (features/*/texts, app/texts).',
                },
                {
                    selector: `JSXExpressionContainer > Literal[value=${words}]:not(JSXAttribute Literal)`,
                    message: 'Texts live in the message catalogues (features/*/texts, app/texts).',
                },
            ],
        },
    },
    ...layers.map(({ files, forbidden, message }) => ({
        files,
        rules: {
            'no-restricted-imports': [
                'error',
                {
                    patterns: [
                        { group: forbidden, message },
                        {
                            regex: '^(\\.\\./){2,}',
                            message:
                                'Two folders up is another feature or layer: use @/ for lib and components.',
                        },
                    ],
                },
            ],
        },
    })),
);
