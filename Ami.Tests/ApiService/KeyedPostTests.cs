using Ami.Modules.Growth;
using Ami.Modules.PaperTrading;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.ApiService;

/// <summary>What moves money or opens risk may be sent again under its key; the few that need none are named here, each with its reason.</summary>
[TestClass]
[Needs<PaymentsModule>]
[Needs<PaperTradingModule>]
[Needs<GrowthModule>]
public sealed class KeyedPostTests : ApiTests<KeyedPostTests>
{
    private static readonly string[] Money = ["api/payments", "api/admin/payments", "api/affiliate", "api/admin/affiliates", "api/trading"];

    private static readonly string[] WithoutKey =
    [
        // The provider's events have ids of their own.
        "api/payments/webhook",
        "api/payments/webhook/next",
        // Nothing changes by these.
        "api/payments/change/preview",
        "api/payments/pay-open",
        "api/trading/alerts/preview",
        "api/trading/screener/scan",
        // One takes the place of the other, and the last is the one that is told.
        "api/trading/alerts/secret",
        // There is one application for each account, however often it is sent.
        "api/affiliate",
        // A link of a performance, of which there may be several.
        "api/trading/paper/accounts/{id:guid}/share",
        // Where the clock is to be is said, and ended is ended: however often it is asked, it happens once.
        "api/trading/paper/replays/{id:guid}/advance",
        "api/trading/paper/replays/{id:guid}/end",
    ];

    [TestMethod]
    public void Posts_OfMoney_AskForAKeyButThese()
    {
        var posts = Host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint =>
                (Path: endpoint.RoutePattern.RawText!.Trim('/'), Method: endpoint.Metadata.GetMetadata<System.Reflection.MethodInfo>().ShouldNotBeNull())
            )
            .Where(post => Money.Any(path => post.Path == path || post.Path.StartsWith($"{path}/", StringComparison.Ordinal)))
            .ToList();
        posts.Count.ShouldBeGreaterThan(WithoutKey.Length);
        posts
            .Where(post => !Array.Exists(post.Method.GetParameters(), parameter => parameter.ParameterType == typeof(RequestKey)))
            .Select(post => post.Path)
            .ShouldBe(WithoutKey, ignoreOrder: true);
    }
}
