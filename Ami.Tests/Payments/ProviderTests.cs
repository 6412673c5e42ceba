using System.Net;
using System.Text.Json.Nodes;
using Ami.Modules.Payments;
using Microsoft.Extensions.Logging.Abstractions;
using Stripe;

namespace Ami.Tests.Payments;

/// <summary>What the provider answers is believed when it is whole; nonsense is an ordinary refusal, and a mistake of ours is none.</summary>
[TestClass]
public sealed class ProviderTests
{
    private static readonly string[] Junk = ["null", "5", "-1e300", "99999999999999999", "true", "\"x\"", "\"\"", "[]", "[null]", "{}"];
    private static readonly StripeTwin Twin = new();
    private static readonly Provider Asked = new(
        new StripeClient("sk_test", httpClient: new SystemNetHttpClient(new HttpClient(Twin), maxNetworkRetries: 0), apiBase: "http://stripe.test"),
        NullLogger<Provider>.Instance
    );

    [TestMethod]
    public async Task Fetch_SubscriptionWithJunkInAnyPlace_IsReadOrRefused()
    {
        var whole = PaymentsHost.Subscription("sub_1", "cus_1", "active");
        whole["latest_invoice"] = new JsonObject
        {
            ["id"] = "in_1",
            ["object"] = "invoice",
            ["status"] = "open",
            ["created"] = 1,
        };
        whole["pause_collection"] = new JsonObject { ["behavior"] = "void", ["resumes_at"] = 1 };
        (await Fetch(whole.ToJsonString())).IsOk.ShouldBeTrue();
        foreach (var place in Places(whole, []).ToList())
        {
            foreach (var junk in Junk)
            {
                var spoiled = whole.DeepClone();
                var parent = place[..^1].Aggregate(spoiled, (node, step) => step is int at ? node[at]! : node[(string)step]!);
                parent[(string)place[^1]] = JsonNode.Parse(junk);
                await Fetch(spoiled.ToJsonString());
            }
        }
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("5")]
    [DataRow("[1,2]")]
    [DataRow("{}")]
    [DataRow("<html>Welcome</html>")]
    [DataRow("""{"id":"sub_1","object":"subscription"}""")]
    [DataRow("""{"id":"sub_1","object":"list","data":[]}""")]
    public async Task Fetch_NoSubscription_IsRefused(string json) => (await Fetch(json)).Error.ShouldBe(PaymentsErrors.ProviderUnavailable);

    [TestMethod]
    public async Task Fetch_AnotherSubscription_IsRefused() =>
        (await Fetch(PaymentsHost.Subscription("sub_2", "cus_1", "active").ToJsonString())).IsOk.ShouldBeFalse();

    [TestMethod]
    public async Task Ask_MistakeOfOurs_IsNotTakenForTheProviders()
    {
        await Should.ThrowAsync<NullReferenceException>(() =>
            Asked.Ask(_ => Task.FromResult(new Subscription { Id = ((string?)null)!.Trim() }), CancellationToken.None)
        );
        await Should.ThrowAsync<ArgumentNullException>(() =>
            Asked.Ask(_ => Task.FromResult(new Subscription { Id = new string([.. ((string?)null)!]) }), CancellationToken.None)
        );
        await Should.ThrowAsync<InvalidCastException>(() => Asked.Ask<Subscription>(_ => throw new InvalidCastException(), CancellationToken.None));
    }

    /// <summary>Fetches and takes it; never throws.</summary>
    private static async Task<Result<bool>> Fetch(string json)
    {
        Twin.Fault = _ => Task.FromResult(StripeTwin.Answer(HttpStatusCode.OK, json));
        try
        {
            var fetched = await SubscriptionReading.Fetch(Asked, "sub_1", CancellationToken.None);
            return fetched.Map(read =>
            {
                var row = SubscriptionFoldTests.Blank();
                var taken = row.Take(read, 1);
                row.Settle(SubscriptionModel.Start, TimeSpan.FromDays(7));
                return taken;
            });
        }
        catch (Exception e) when (e is not AssertFailedException)
        {
            throw new AssertFailedException($"{e.GetType().Name} for {json}", e);
        }
    }

    private static IEnumerable<object[]> Places(JsonNode node, object[] path)
    {
        var below = node switch
        {
            JsonObject fields => fields.Select(field => ((object)field.Key, field.Value)),
            JsonArray items => items.Select((item, at) => ((object)at, item)),
            _ => [],
        };
        foreach (var (step, child) in below)
        {
            object[] here = [.. path, step];
            if (step is string)
            {
                yield return here;
            }

            foreach (var place in child is null ? [] : Places(child, here))
            {
                yield return place;
            }
        }
    }
}
