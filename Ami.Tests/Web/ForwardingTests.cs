extern alias Web;

using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Ami.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ami.Tests.Web;

[TestClass]
public sealed partial class ForwardingTests
{
    [TestMethod]
    public async Task Forward_Request_PassesMethodPathQueryBodyAndHeaders()
    {
        await using var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.Map(
                    "/api/{**rest}",
                    async (HttpContext context) =>
                    {
                        context.Response.StatusCode = 207;
                        context.Response.Headers["X-Answer"] = "yes";
                        context.Response.Headers.Append("Set-Cookie", "a=1");
                        context.Response.Headers.Append("Set-Cookie", "b=2");
                        await context.Response.WriteAsJsonAsync(
                            new Seen(
                                Method: context.Request.Method,
                                Target: context.Request.Path + context.Request.QueryString,
                                Body: await new StreamReader(context.Request.Body).ReadToEndAsync(),
                                Custom: context.Request.Headers["X-Custom"].ToString(),
                                Hop: context.Request.Headers["X-Hop"].ToString(),
                                Host: context.Request.Host.Value
                            )
                        );
                    }
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls]);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/a%20b/c%2Fd?x=%C3%A1&y=1")
        {
            Content = new StringContent("hello", Encoding.UTF8, "text/plain"),
        };
        request.Headers.TryAddWithoutValidation("X-Custom", "ñandú");
        request.Headers.Add("X-Hop", "gone");
        request.Headers.Connection.Add("X-Hop");
        using var response = await edge.Client.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(207);
        response.Headers.GetValues("X-Answer").Single().ShouldBe("yes");
        response.Headers.GetValues("Set-Cookie").ShouldBe(["a=1", "b=2"]);
        (await response.Content.ReadFromJsonAsync<Seen>()).ShouldBe(
            new Seen("PUT", "/api/a%20b/c%2Fd?x=%C3%A1&y=1", "hello", "ñandú", Hop: "", edge.Address.Authority)
        );
    }

    [TestMethod]
    public async Task Forward_WhatPagesOfOtherSitesMayShow_StaysSoAndNothingElseIs()
    {
        await using var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.MapGet(
                    "/api/badge.png",
                    (HttpContext context) =>
                    {
                        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
                        return "picture";
                    }
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls]);
        (await Policy("/api/badge.png")).ShouldBe("cross-origin");
        (await Policy("/api/who")).ShouldBe("same-origin");

        async Task<string> Policy(string path)
        {
            using var response = await edge.Client.GetAsync(path);
            return response.Headers.GetValues("Cross-Origin-Resource-Policy").Single();
        }
    }

    /// <summary>What reached the API of a request.</summary>
    private sealed record Seen(string Method, string Target, string Body, string Custom, string Hop, string? Host);

    [TestMethod]
    public async Task Forward_FormPostedByAProvidersPage_PassesWithItsCookiesAndTheRedirectThatAnswersIt()
    {
        await using var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.MapPost(
                    "/api/auth/oauth/apple/callback",
                    async (HttpContext context) =>
                    {
                        var form = await context.Request.ReadFormAsync();
                        context.Response.Headers.Append(
                            "Set-Cookie",
                            $"arrived={form["code"]}-{context.Request.Cookies["ami_oauth.apple.x"]}; path=/api/auth/oauth; samesite=strict; httponly"
                        );
                        context.Response.Redirect("/sign-in/done?next=%2Fmarkets");
                    }
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/oauth/apple/callback")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = "c0de", ["state"] = "st4te" }),
            Headers = { { "Origin", "https://appleid.apple.com" }, { "Cookie", "ami_oauth.apple.x=N" } },
        };
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = edge.Address };
        using var response = await browser.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location?.ToString().ShouldBe("/sign-in/done?next=%2Fmarkets");
        response.Headers.GetValues("Set-Cookie").Single().ShouldBe("arrived=c0de-N; path=/api/auth/oauth; samesite=strict; httponly");
    }

    [TestMethod]
    public async Task Forward_ClaimsAboutTheClient_AreReplaced()
    {
        await using var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.MapGet(
                    "/api/headers",
                    (HttpRequest request) => request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls]);
        foreach (var name in new[] { "X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto" })
        {
            edge.Client.DefaultRequestHeaders.Add(name, "203.0.113.9");
        }

        var headers = await edge.Client.GetFromJsonAsync<Dictionary<string, string>>("/api/headers") ?? [];
        headers["X-Forwarded-For"].ShouldBe("127.0.0.1");
        headers["X-Forwarded-Proto"].ShouldBe("http");
        headers.ShouldNotContainKey("X-Real-IP");
        headers.ShouldNotContainKey("Forwarded");
        headers.Values.ShouldNotContain(value => value.Contains("203.0.113.9"));
    }

    [TestMethod]
    public async Task Forward_ClientDeclaresOurHeadersItsConnections_TheyAreSentNevertheless()
    {
        await using var api = await EdgeHost.StartApi(
            "a",
            app => app.MapGet("/api/headers", (HttpRequest request) => $"{request.Headers["X-Forwarded-For"]} {request.Headers["X-Forwarded-Proto"]}")
        );
        await using var edge = EdgeHost.Start([.. api.Urls]);
        foreach (var name in new[] { "X-Forwarded-For", "X-Forwarded-Proto", "Host" })
        {
            edge.Client.DefaultRequestHeaders.Connection.Add(name);
        }

        (await edge.Client.GetStringAsync("/api/headers")).ShouldBe("127.0.0.1 http");
    }

    [TestMethod]
    public async Task Forward_BehindATrustedProxy_PassesTheRealClientOn()
    {
        await using var api = await EdgeHost.StartApi(
            "a",
            app => app.MapGet("/api/headers", (HttpRequest request) => $"{request.Headers["X-Forwarded-For"]} {request.Headers["X-Forwarded-Proto"]}")
        );
        await using var edge = EdgeHost.Start([.. api.Urls], settings: new Dictionary<string, string> { ["Edge:TrustedProxies"] = "127.0.0.0/8" });
        edge.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        edge.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var response = await edge.Client.GetAsync("/api/headers");
        (await response.Content.ReadAsStringAsync()).ShouldBe("203.0.113.9 https");
        response.Headers.GetValues("Strict-Transport-Security").Single().ShouldStartWith("max-age=");
    }

    [TestMethod]
    public async Task Forward_Grpc_IsRefused()
    {
        await using var api = await EdgeHost.StartApi("a");
        await using var edge = EdgeHost.Start([.. api.Urls]);
        using var content = new ByteArrayContent([1]) { Headers = { ContentType = new("application/grpc+proto") } };
        using var response = await edge.Client.PostAsync("/api/who", content);
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await response.Code()).ShouldBe("request.unsupported_media_type");
    }

    [TestMethod]
    public async Task Forward_NobodyAnswers_Is503WithRetryAfter()
    {
        await using var edge = EdgeHost.Start([Nobody()]);
        using var response = await edge.Client.GetAsync("/api/who");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        (await response.Code()).ShouldBe("edge.no_replica");
    }

    [TestMethod]
    public async Task Forward_NoReplicasConfigured_Is503()
    {
        await using var edge = EdgeHost.Start([]);
        using var response = await edge.Client.GetAsync("/api/who");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await response.Code();
    }

    [TestMethod]
    public async Task Forward_AnswerTakesTooLong_Is504()
    {
        await using var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.MapGet(
                    "/api/slow",
                    async (HttpContext context) =>
                        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing)
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls], settings: new Dictionary<string, string> { ["Edge:AnswerWithin"] = "00:00:00.2" });
        using var response = await edge.Client.GetAsync("/api/slow");
        response.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await response.Code()).ShouldBe("edge.timeout");
    }

    [TestMethod]
    [DataRow("/api/internal/ping")]
    [DataRow("/API/Internal/ping")]
    [DataRow("/api//internal/ping")]
    [DataRow("/api/%69nternal/ping")]
    [DataRow("/api/x/../internal/ping")]
    [DataRow("/api/internal")]
    public async Task Forward_InternalApi_DoesNotExist(string path)
    {
        await using var api = await EdgeHost.StartApi("a", app => app.Map("/{**rest}", () => "reached"));
        await using var edge = EdgeHost.Start([.. api.Urls]);
        using var response = await edge.Client.GetAsync(
            new Uri(edge.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })
        );
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("reached");
    }

    [TestMethod]
    public async Task Forward_BodyOverTheLimit_Is413()
    {
        await using var api = await EdgeHost.StartApi("a");
        await using var edge = EdgeHost.Start([.. api.Urls], settings: new Dictionary<string, string> { ["Edge:BodyBytes"] = "1000" });
        using var response = await edge.Client.PostAsync("/api/who", new StringContent(new string('a', 5000)));
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Code()).ShouldBe("request.too_large");
    }

    [TestMethod]
    public async Task Forward_BodyThatCannotBeRead_Is400()
    {
        await using var api = await EdgeHost.StartApi("a");
        await using var edge = EdgeHost.Start([.. api.Urls]);
        using var client = new TcpClient();
        await client.ConnectAsync(edge.Address.Host, edge.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            "POST /api/who HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"u8.ToArray()
        );
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("request.malformed");
    }

    /// <summary>The address of a port on which nobody listens.</summary>
    private static string Nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return "http://" + listener.LocalEndpoint;
    }
}
