using System.Globalization;
using System.Net;
using System.Text;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Payments;

/// <summary>Amounts, currencies, plans and ids that nobody should send, to the endpoints of payments, with a provider that would take money: none breaks, and no money moves.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class PaymentsFuzzTests
{
    private const int Requests = 600;

    private static readonly string[] Amounts =
    [
        "-1",
        "0",
        "-0.0",
        "49.01",
        "1.001",
        "1e-30",
        "1e30",
        "79228162514264337593543950335",
        "-79228162514264337593543950336",
        "9223372036854775808",
        "\"NaN\"",
        "\"10\"x",
        "\"Infinity\"",
        "\"\"",
        "true",
        "[]",
        "{}",
        "[10]",
        "\"10 USD\"",
    ];

    private static readonly string[] Words =
    [
        "null",
        "\"\"",
        "\"usd\"",
        "\"EURO\"",
        "\"XXX\"",
        "\"JPY\"",
        "\"ＵＳＤ\"",
        "\"US\\u0000\"",
        "\"' or 1=1 --\"",
        "\"../../plans\"",
        "\"😀\"",
        "\"\\ud800\"",
        "7",
        "-1",
        "1e999",
        "true",
        "[]",
        "{}",
        "\"00000000-0000-0000-0000-000000000000\"",
        "\"risk;drop\"",
        $"\"{new string('9', 5_000)}\"",
    ];

    private static readonly string[] Ids =
    [
        "0",
        "-1",
        "%01",
        "..%2f..",
        "00000000-0000-0000-0000-000000000000",
        "019ae000-0000-7000-8000-00000000000x",
        "%F0%9F%98%80",
        "in_1",
    ];

    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await RiskCourse.World();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public void Posts_OfPayments_WantAKey()
    {
        // The provider's own are signed and stored once by their id; the other two only tell.
        string[] without = ["webhook", "webhook/next", "change/preview", "pay-open"];
        var posts = _world
            .Host.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.Contains("/payments/", StringComparison.Ordinal))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .ToLookup(endpoint => endpoint.Metadata.GetMetadata<IdempotencyKeyRequired>() is not null, endpoint => endpoint.RoutePattern.RawText!);
        posts[false].ShouldBe(without.Select(path => $"/api/payments/{path}"), ignoreOrder: true);
        posts[true].Count().ShouldBeGreaterThan(9);
    }

    [TestMethod]
    public async Task Requests_ThatNobodyShouldSend_BreakNothingAndMoveNoMoney()
    {
        var subscriber = await _world.Subscriber("pro", trial: false);
        var (newcomer, admin) = (await _world.Host.SignUp(), await _world.Host.SignUpStaff("admin"));
        var invoice = (await subscriber.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items.Single();
        // What opens practice accounts is done with.
        await _world.Settle();
        var before = await Money();
        var failures = new List<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Requests),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (seed, cancel) =>
            {
                var random = new Random(seed);
                var person = random.Next(2) == 0 ? subscriber : newcomer;
                var (method, path, body) = Request(random, invoice.Id);
                using var request = new HttpRequestMessage(method, path);
                request.Headers.TryAddWithoutValidation("Idempotency-Key", random.Next(8) == 0 ? Pick(random, Ids) : $"fuzz-{seed % 400}");
                request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await (path.Contains("/admin/", StringComparison.Ordinal) ? admin : person).Client.SendAsync(request, cancel);
                if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                {
                    var said = await answer.Content.ReadAsStringAsync(cancel);
                    lock (failures)
                    {
                        failures.Add($"{seed}: {method} {path} {body}: {(int)answer.StatusCode} {said}");
                    }
                }
            }
        );
        failures.Take(10).ShouldBeEmpty($"{failures.Count} of {Requests}");
        await _world.Settle();
        await _world.Heal();
        (await Money()).ShouldBe(before);
    }

    [TestMethod]
    public async Task Prices_FromTheBrowser_AreNotLookedAt()
    {
        var person = await _world.Host.SignUp();
        const string cheap = "\"amount\":0.01,\"unitAmount\":1,\"price\":\"price_1\",\"prices\":[{\"amount\":1}],\"discount\":99";
        foreach (
            var (path, body, cents) in ((string, string, long)[])
                [
                    ("purchases", $$"""{"kind":"workshop","id":"risk","currency":"USD",{{cheap}}}""", 4_900),
                    ("subscribe", $$"""{"plan":"pro","interval":"year","currency":"USD","trialDays":999,{{cheap}}}""", 29_000),
                ]
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/payments/{path}")
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", $"cheap-{path}");
            using var answer = await person.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var page = (await answer.Content.ReadAsStringAsync()).Split("/c/pay/")[1].Split(['#', '"', '?'])[0];
            (await _world.Stripe.Client.V1.Checkout.Sessions.GetAsync(page)).AmountTotal.ShouldBe(cents, path);
        }
    }

    private static (HttpMethod, string, string?) Request(Random random, Guid invoice)
    {
        string Word() => Pick(random, Words);
        string Amount() => Pick(random, Amounts);
        return random.Next(14) switch
        {
            0 => (HttpMethod.Post, "/api/payments/subscribe", $$"""{"plan":{{Word()}},"interval":{{Word()}},"currency":{{Word()}},"amount":{{Amount()}}}"""),
            1 => (HttpMethod.Post, "/api/payments/subscribe", $$"""{"plan":"pro","interval":"month","currency":{{Word()}}}"""),
            2 => (HttpMethod.Post, "/api/payments/purchases", $$"""{"kind":"workshop","id":{{Word()}},"currency":{{Word()}},"isGift":{{Word()}}}"""),
            3 => (HttpMethod.Post, "/api/payments/purchases", $$"""{"kind":"workshop","id":"risk","currency":{{Word()}},"amount":{{Amount()}}}"""),
            4 => (HttpMethod.Post, "/api/payments/change/preview", $$"""{"plan":{{Word()}},"interval":"month","at":{{Word()}}}"""),
            5 => (HttpMethod.Post, "/api/payments/change", $$"""{"plan":{{Word()}},"interval":{{Word()}},"at":{{Word()}}}"""),
            6 => (HttpMethod.Post, "/api/payments/pause", $$"""{"months":{{Amount()}}}"""),
            7 => (HttpMethod.Post, "/api/payments/gifts/redeem", $$"""{"code":{{Word()}}}"""),
            8 => (HttpMethod.Post, $"/api/admin/payments/invoices/{invoice}/refund", $$"""{"reason":"Fuzzed","amount":{{Amount()}}}"""),
            9 => (HttpMethod.Post, $"/api/admin/payments/invoices/{Pick(random, Ids)}/refund", $$"""{"reason":{{Word()}},"amount":{{Amount()}}}"""),
            10 => (HttpMethod.Post, "/api/payments/wallet/deposit", $$"""{"amount":{{Amount()}},"currency":{{Word()}}}"""),
            11 => (HttpMethod.Post, "/api/payments/wallet/withdraw", $$"""{"amount":{{Amount()}},"currency":"USD","destination":{{Word()}}}"""),
            12 => (HttpMethod.Post, $"/api/admin/payments/withdrawals/{Pick(random, Ids)}/paid", $$"""{"version":{{Amount()}},"reference":{{Word()}}}"""),
            _ => (HttpMethod.Get, $"/api/payments/invoices/{Pick(random, Ids)}.pdf", null),
        };
    }

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    /// <summary>What our books and the provider say of money, and what people have.</summary>
    private static async Task<string> Money()
    {
        await using var source = NpgsqlDataSource.Create(_world.Host.Database.Owner);
        await using var command = source.CreateCommand(
            """
            select concat_ws(' ', (select count(*) from core.ledger_transfers), (select count(*) from payments.invoices),
                (select string_agg(granted || status || amount, ',' order by id) from payments.subscriptions), (select count(*) from payments.purchases where is_paid))
            """
        );
        var provider = _world.Stripe.Client.V1;
        var (charges, refunds) = (await provider.Charges.ListAsync(new() { Limit = 100 }), await provider.Refunds.ListAsync(new() { Limit = 100 }));
        var (taken, returned) = (charges.Data.Sum(one => one.AmountCaptured), refunds.Data.Sum(one => one.Amount));
        var ours = await command.ExecuteScalarAsync();
        return string.Create(CultureInfo.InvariantCulture, $"{ours} {taken} {returned}");
    }
}
