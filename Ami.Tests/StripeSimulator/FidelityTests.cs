extern alias StripeSimulator;

using System.Net.Http.Json;
using System.Text.Json;
using Ami.AppHost.Setup;
using Ami.TestKit;
using Stripe;
using Shape = System.Collections.Generic.Dictionary<string, System.Text.Json.JsonElement>;

namespace Ami.Tests.StripeSimulator;

/// <summary>
/// What the simulated Stripe answers is what Stripe answers: by the types of the official client for .NET (nothing that it does not know), and by those of
/// npm's, which say what is always there and what values there are (<c>stripe-types.json</c>; <c>Ami.Tests/Interop/stripe-types.mjs</c> makes it).
/// </summary>
[TestClass]
public sealed class FidelityTests
{
    private static readonly Dictionary<string, Dictionary<string, Field>> Npm = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, Field>>>(
        System.IO.File.ReadAllText(Repository.Find().At("Ami.Tests", "StripeSimulator", "stripe-types.json")),
        JsonSerializerOptions.Web
    )!;

    private static readonly Dictionary<string, Shape> Shapes = JsonSerializer.Deserialize<Dictionary<string, Shape>>(
        System.IO.File.ReadAllText(Repository.Find().At("Ami.StripeSimulator", "Wire", "shapes.json"))
    )!;

    private static SimulatedStripe _stripe = null!;
    private static List<(string Path, JsonElement Object)> _answers = [];

    [ClassInitialize]
    public static async Task Live(TestContext _)
    {
        _stripe = SimulatedStripe.Start();
        await EverythingThatHappens.In(_stripe);
        var events = await All("/v1/events");
        var lists = new[]
        {
            "customers",
            "products",
            "prices",
            "coupons",
            "promotion_codes",
            "checkout/sessions",
            "subscriptions?status=all",
            "invoices",
            "invoiceitems",
            "invoice_payments",
            "payment_intents",
            "setup_intents",
            "payment_methods",
            "charges",
            "refunds",
            "disputes",
            "radar/early_fraud_warnings",
            "balance_transactions",
            "payouts",
            "billing_portal/configurations",
            "webhook_endpoints",
            "test_helpers/test_clocks",
        };
        _answers =
        [
            .. events.Select(one => ("event", one)),
            .. events.Select(one => ($"event {one.GetProperty("type")}", one.GetProperty("data").GetProperty("object"))),
        ];
        foreach (var list in lists)
        {
            var found = await All($"/v1/{list}");
            found.ShouldNotBeEmpty(list);
            _answers.AddRange(found.Select(one => (list, one)));
        }

        _answers.Add(("balance", await _stripe.Control.GetFromJsonAsync<JsonElement>("/v1/balance")));
        _answers.Add(("account", await _stripe.Control.GetFromJsonAsync<JsonElement>("/v1/account")));
    }

    [ClassCleanup]
    public static async Task Stop() => await _stripe.DisposeAsync();

    [TestMethod]
    public void Answers_OfEveryKind_HoldNothingThatStripeNetDoesNotKnow() =>
        _answers
            .SelectMany(one => StripeTypes.Strange(one.Object, StripeTypes.Of(Kind(one.Object)).ShouldNotBeNull(Kind(one.Object)), Kind(one.Object)))
            .Distinct()
            .ShouldBeEmpty();

    [TestMethod]
    public void Answers_OfEveryKind_HoldWhatIsAlwaysThere() =>
        _answers
            .Where(one => Npm.ContainsKey(Kind(one.Object)))
            .SelectMany(one => Missing(one.Object, Kind(one.Object), Kind(one.Object)))
            .Distinct()
            .ShouldBeEmpty();

    [TestMethod]
    public void Answers_OfEveryKind_AreThere()
    {
        var kinds = _answers.Select(one => Kind(one.Object)).ToHashSet();
        // Parts of others, and what is only made within them.
        string[] parts = ["plan", "discount", "item", "subscription_item", "line_item", "tax_rate", "customer_balance_transaction", "billing_portal.session"];
        Shapes.Keys.Except(kinds).Except(parts).ShouldBeEmpty();
    }

    [TestMethod]
    public void Shapes_ComparedWithStripeNet_LackNothingAndInventNothing()
    {
        StripeSimulator::Ami.StripeSimulator.Wire.StripeVersion.Pinned.ShouldBe(StripeConfiguration.ApiVersion);
        foreach (var (kind, shape) in Shapes)
        {
            var fields = StripeTypes.Fields(StripeTypes.Of(kind).ShouldNotBeNull(kind)).Keys.ToHashSet();
            shape.Keys.Except(fields).ShouldBeEmpty(kind);
            if (Npm.TryGetValue(kind, out var known))
            {
                // A balance has no id; an event's object and a payment method's card are written where they are made.
                known.Where(field => field.Value.Always).Select(field => field.Key).Except(["id", "object", .. shape.Keys]).ShouldBeEmpty(kind);
            }
        }
    }

    private static string Kind(JsonElement node) => node.GetProperty("object").GetString()!;

    private static IEnumerable<string> Missing(JsonElement node, string type, string path)
    {
        if (node.ValueKind != JsonValueKind.Object || !Npm.TryGetValue(type, out var fields))
        {
            yield break;
        }

        foreach (var (name, field) in fields)
        {
            if (!node.TryGetProperty(name, out var value))
            {
                if (field.Always)
                {
                    yield return $"{path}.{name} is missing";
                }

                continue;
            }

            if (value.ValueKind == JsonValueKind.String && field.Values is { Length: > 0 } values && !values.Contains(value.GetString()))
            {
                yield return $"{path}.{name} may not be {value}";
            }

            foreach (var strange in field.Type is null ? [] : Inner(value, field.Type, $"{path}.{name}"))
            {
                yield return strange;
            }
        }
    }

    private static IEnumerable<string> Inner(JsonElement value, string type, string path)
    {
        if (!type.EndsWith("[]", StringComparison.Ordinal))
        {
            return Missing(value, type, path);
        }

        var list = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("data", out var data) ? data : value;
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().SelectMany(one => Missing(one, type[..^2], $"{path}[]")) : [];
    }

    private static async Task<List<JsonElement>> All(string path)
    {
        var all = new List<JsonElement>();
        var join = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        JsonElement page;
        do
        {
            var after = all.Count == 0 ? "" : $"&starting_after={all[^1].GetProperty("id").GetString()}";
            page = await _stripe.Control.GetFromJsonAsync<JsonElement>($"{path}{join}limit=100{after}");
            all.AddRange(page.GetProperty("data").EnumerateArray());
        } while (page.GetProperty("has_more").GetBoolean());

        return all;
    }

    /// <param name="Always">It is there, if only as null.</param>
    /// <param name="Values">What it may be.</param>
    /// <param name="Type">What is within it; with <c>[]</c> for a list.</param>
    private sealed record Field(bool Always, string[]? Values, string? Type);
}
