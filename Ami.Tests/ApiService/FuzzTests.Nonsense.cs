using System.Text;
using System.Text.Json;

namespace Ami.Tests.ApiService;

public sealed partial class FuzzTests
{
    /// <summary>Builds requests from the API's own document: right in shape with one poisoned value, or wrong altogether.</summary>
    private sealed class Nonsense(JsonElement document)
    {
        private static readonly string[] Texts =
        [
            "",
            " ",
            "null",
            "0",
            "-1",
            "1e400",
            "99999999999999999999999999",
            "NaN",
            "a\0b",
            "\u202e\u0007",
            "é".PadRight(3000, 'é'),
            "'; drop table identity.users; --",
            "\" or 1=1",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "%00",
            "%s%n",
            "{{7*7}}",
            "BTC-SIM",
            "BTCUSDT",
            "2024-01-01T00:00:00Z",
            "9999-12-31T23:59:59.9999999Z",
            "0001-01-01T00:00:00Z",
            "00000000-0000-0000-0000-000000000000",
            "019a0000-0000-7000-8000-000000000000",
            "1m",
            "market",
            "buy",
            "😀",
            "\uFFFF",
            "AAAA",
            "eyJh",
            "true",
        ];

        private static readonly string[] Jsons =
        [
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1e-30",
            "1e28",
            "79228162514264337593543950335",
            "79228162514264337593543950336",
            "1e400",
            "0.1234567890123456789",
            "\"\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[[[[[[[[[[]]]]]]]]]]",
            "{\"a\":{\"a\":{\"a\":1}}}",
            "\"market\"",
            "\"limit\"",
            "\"buy\"",
            "\"BTC-SIM\"",
            "\"2024-13-45\"",
            "\"'; drop table x; --\"",
            "\"<b>\"",
            "12345678901234567890",
        ];

        private static readonly string[] Bodies =
        [
            "",
            "{",
            "}",
            "[]",
            "null",
            "\"",
            "{\"a\":",
            "{\"\\u0000\":1}",
            "\u0001\u0002",
            "{} {}",
            "{\"a\":1,\"a\":2}",
            new string('[', 500),
            new string('a', 5000),
        ];
        private static readonly string[] ContentTypes =
        [
            "application/json",
            "application/json",
            "application/json",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-7",
        ];
        private static readonly string[] Tokens = ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "....", "\u00e9"];

        private readonly (string Method, string Path, JsonElement Operation)[] _operations =
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject().Select(operation => (operation.Name.ToUpperInvariant(), path.Name, operation.Value))),
        ];

        public HttpRequestMessage Request(Random random, string token)
        {
            var (method, path, operation) = Pick(random, _operations);
            if (random.Next(20) == 0)
            {
                method = Pick(random, ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO"]);
            }

            var request = new HttpRequestMessage(new HttpMethod(method), Target(random, path, operation));
            if (random.Next(10) > 0)
            {
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + (random.Next(10) > 0 ? token : Pick(random, Tokens)));
            }

            if (random.Next(10) > 0)
            {
                request.Headers.TryAddWithoutValidation(
                    "Idempotency-Key",
                    random.Next(5) > 0 ? $"k{random.Next()}" : Pick(random, ["", " ", "é", new string('k', 200)])
                );
            }

            if (random.Next(10) == 0)
            {
                request.Headers.TryAddWithoutValidation("Cookie", "ami_refresh=" + Uri.EscapeDataString(Pick(random, Texts)));
            }

            if (random.Next(10) == 0)
            {
                request.Headers.TryAddWithoutValidation("Origin", Pick(random, ["null", "https://evil.example", "::", "https://localhost"]));
            }

            if (operation.TryGetProperty("requestBody", out var body) && method is not ("GET" or "HEAD" or "TRACE"))
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body(random, body)))
                {
                    Headers = { { "Content-Type", Pick(random, ContentTypes) } },
                };
            }

            return request;
        }

        private static string Target(Random random, string path, JsonElement operation)
        {
            var query = new List<string>();
            if (operation.TryGetProperty("parameters", out var parameters))
            {
                foreach (var parameter in parameters.EnumerateArray())
                {
                    var name = parameter.GetProperty("name").GetString() ?? "";
                    var value = Uri.EscapeDataString(Pick(random, Texts));
                    switch (parameter.GetProperty("in").GetString())
                    {
                        // The server refuses a NUL in a path before anything of ours sees it; the test server throws.
                        case "path":
                            path = path.Replace(
                                "{" + name + "}",
                                value.Length == 0 ? "x" : value.Replace("%00", "", StringComparison.Ordinal),
                                StringComparison.Ordinal
                            );
                            break;
                        case "query" when random.Next(3) > 0:
                            query.Add($"{name}={value}");
                            break;
                    }
                }
            }

            return query.Count == 0 ? path : path + "?" + string.Join('&', query);
        }

        private string Body(Random random, JsonElement body)
        {
            if (random.Next(10) == 0)
            {
                return Pick(random, Bodies);
            }

            var schema = body.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
            var poisoned = random.Next(8);
            var index = 0;
            return Value(random, schema, () => index++ == poisoned);
        }

        private string Value(Random random, JsonElement schema, Func<bool> poison)
        {
            if (schema.TryGetProperty("$ref", out var reference))
            {
                return Value(
                    random,
                    document.GetProperty("components").GetProperty("schemas").GetProperty((reference.GetString() ?? "").Split('/')[^1]),
                    poison
                );
            }

            if (schema.TryGetProperty("oneOf", out var choices))
            {
                return Value(random, choices[choices.GetArrayLength() - 1], poison);
            }

            if (schema.TryGetProperty("properties", out var properties))
            {
                return "{"
                    + string.Join(
                        ',',
                        properties
                            .EnumerateObject()
                            .Where(_ => random.Next(12) > 0)
                            .Select(p => $"{JsonSerializer.Serialize(p.Name)}:{(poison() ? Pick(random, Jsons) : Value(random, p.Value, poison))}")
                    )
                    + "}";
            }

            if (schema.TryGetProperty("enum", out var values))
            {
                return Pick(random, [.. values.EnumerateArray().Select(v => v.GetRawText())]);
            }

            var type = schema.TryGetProperty("type", out var declared) ? declared.ToString() : "";
            return type.Contains("integer") || type.Contains("number") ? Pick(random, ["1", "10", "100.5", "0.01", "50000"])
                : type.Contains("boolean") ? "true"
                : type.Contains("array") ? "[]"
                : JsonSerializer.Serialize(
                    Pick(random, ["BTC-SIM", "ana@example.com", "Europe/Madrid", "correct horse battery", "019a0000-0000-7000-8000-000000000000", .. Texts])
                );
        }

        private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
    }
}
