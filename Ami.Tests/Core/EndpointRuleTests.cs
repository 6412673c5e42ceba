using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

/// <summary>What endpoints demand by metadata is enforced, or the process does not start.</summary>
[TestClass]
public class EndpointRuleTests
{
    [TestMethod]
    public async Task Demand_WithItsRule_IsEnforcedAndOthersPass()
    {
        await using var app = Build(services => services.AddEndpointRule<Password, AsksForPassword>());
        app.VerifyEndpointRules();
        await app.StartAsync();
        using var client = app.GetTestClient();

        var refused = await client.GetAsync("/guarded");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("test.password_missing");
        (await client.GetAsync("/guarded?password=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/open")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Demand_WithoutRule_StopsTheStartAndNeverGoesThrough()
    {
        await using var app = Build(_ => { });
        Should.Throw<InvalidOperationException>(app.VerifyEndpointRules).Message.ShouldContain(nameof(Password));
        await app.StartAsync();
        using var client = app.GetTestClient();
        await Should.ThrowAsync<KeyNotFoundException>(() => client.GetAsync("/guarded?password=1"));
    }

    private static WebApplication Build(Action<IServiceCollection> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        configure(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        app.UseEndpointRules();
        app.MapGet("/guarded", () => TypedResults.Ok()).WithMetadata(new Password());
        app.MapGet("/open", () => TypedResults.Ok());
        return app;
    }

    private sealed record Password : IEndpointDemand;

    private sealed class AsksForPassword : IEndpointRule<Password>
    {
        public ValueTask<Error?> Refusal(HttpContext context, Password demand) =>
            new(context.Request.Query.ContainsKey("password") ? null : new Error("test.password_missing", "Give the password.", ErrorKind.Forbidden));
    }
}
