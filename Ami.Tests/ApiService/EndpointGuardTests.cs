using System.Text.Json;
using Ami.TestKit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.ApiService;

[TestClass]
public sealed class EndpointGuardTests : ApiTests<EndpointGuardTests>
{
    [TestMethod]
    public void Endpoints_All_SayWhoMayCall()
    {
        var endpoints = Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        endpoints.Count.ShouldBeGreaterThan(5);
        endpoints
            .Where(e =>
                e.Metadata.GetMetadata<IAuthorizeData>() is null
                && e.Metadata.GetMetadata<AuthorizationPolicy>() is null
                && e.Metadata.GetMetadata<IAllowAnonymous>() is null
            )
            .Select(e => e.RoutePattern.RawText)
            .ShouldBeEmpty("these endpoints neither require a policy nor allow everybody");
    }

    [TestMethod]
    public async Task Document_Schemas_HaveUniqueNamesAndPlainNumbers()
    {
        using var response = await Host.Anonymous().GetAsync("/openapi/ami.json");
        var text = await response.Content.ReadAsStringAsync();
        var schemas = JsonDocument.Parse(text).RootElement.GetProperty("components").GetProperty("schemas");
        // The generator numbers the second type of a name.
        schemas.EnumerateObject().Select(s => s.Name).Where(name => char.IsDigit(name[^1])).ShouldBeEmpty();
        text.ShouldNotContain("\"pattern\": \"^-?(?:0|[1-9]", customMessage: "a number that may also be a string");
    }

    [TestMethod]
    [DataRow("GET", "/api/nowhere", 404)]
    [DataRow("DELETE", "/api/auth/login", 405)]
    [DataRow("GET", "/docs/index.html", 200)]
    [DataRow("GET", "/alive", 200)]
    [DataRow("GET", "/health", 200)]
    [DataRow("GET", "/ready", 200)]
    [DataRow("GET", "/health/detailed", 401)]
    public async Task Request_Anonymous_IsAnsweredAsItsPlaceSays(string method, string path, int status)
    {
        using var response = await Host.Anonymous().SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        ((int)response.StatusCode).ShouldBe(status);
        if (status >= 400)
        {
            (await response.Content.ReadAsStringAsync()).ShouldContain("\"code\"");
        }
    }
}
