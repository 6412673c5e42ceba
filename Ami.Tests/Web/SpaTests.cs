using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Ami.Tests.Web;

[TestClass]
public sealed class SpaTests
{
    private const string Inline = "document.documentElement.dataset.theme = 'dark'";
    private static readonly Dictionary<string, string> Files = new()
    {
        ["index.html"] = $"<!doctype html><script>{Inline}</script><script type=\"module\" src=\"/assets/app-1a2b.js\"></script><div id=\"root\"></div>",
        ["assets/app-1a2b.js"] = "export const x = 1;" + new string(' ', 4000),
        ["favicon.svg"] = "<svg/>",
    };

    [TestMethod]
    [DataRow("/")]
    [DataRow("/markets/BTC-SIM")]
    [DataRow("/index.html")]
    public async Task Get_Page_IsTheAppWithItsPolicy(string path)
    {
        await using var edge = EdgeHost.Start([], Files);
        using var response = await edge.Client.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.CacheControl?.ToString().ShouldBe("no-cache");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("script-src 'self' 'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Inline))) + "';");
        policy[..policy.IndexOf("style-src", StringComparison.Ordinal)].ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.Contains("Referrer-Policy").ShouldBeTrue();
        response.Headers.Contains("Permissions-Policy").ShouldBeTrue();
        response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [TestMethod]
    public async Task Get_PageOfAShareLink_IsListedNowhereAndNotToldOfToOthers()
    {
        await using var edge = EdgeHost.Start([], Files);
        using var shared = await edge.Client.GetAsync("/s/paper-performance/abc");
        shared.Headers.GetValues("X-Robots-Tag").Single().ShouldBe("noindex, nofollow");
        shared.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        using var other = await edge.Client.GetAsync("/sign-in");
        other.Headers.Contains("X-Robots-Tag").ShouldBeFalse();
    }

    [TestMethod]
    public async Task Get_SymbolWithDotAsBrowser_IsThePage()
    {
        await using var edge = EdgeHost.Start([], Files);
        edge.Client.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml");
        (await edge.Client.GetAsync("/markets/BRK.B")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await edge.Client.GetAsync("/assets/gone.js")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task Get_Asset_IsImmutableCompressedAndRevalidates()
    {
        await using var edge = EdgeHost.Start([], Files);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
        request.Headers.Add("Accept-Encoding", "gzip, deflate, br");
        using var response = await edge.Client.SendAsync(request);
        response.Headers.CacheControl?.ToString().ShouldBe("public, max-age=31536000, immutable");
        response.Content.Headers.ContentEncoding.Single().ShouldBe("br");
        using var reader = new StreamReader(new BrotliStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        (await reader.ReadToEndAsync()).ShouldBe(Files["assets/app-1a2b.js"]);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag ?? throw new InvalidOperationException("no ETag"));
        (await edge.Client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [TestMethod]
    [DataRow("/missing.js", "request.not_found")]
    [DataRow("/assets/missing", "request.not_found")]
    [DataRow("/..%2f..%2fetc/passwd.txt", "request.not_found")]
    public async Task Get_MissingFile_Is404WithCode(string path, string code)
    {
        await using var edge = EdgeHost.Start([], Files);
        using var response = await edge.Client.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain(code);
    }

    [TestMethod]
    public async Task Get_PageBeforeTheAppIsBuilt_SaysWhatToDo()
    {
        await using var edge = EdgeHost.Start([]);
        using var response = await edge.Client.GetAsync("/");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("npm run build");
    }

    [TestMethod]
    public async Task Post_Page_Is405WithCode()
    {
        await using var edge = EdgeHost.Start([], Files);
        using var response = await edge.Client.PostAsync("/markets", null);
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await response.Content.ReadAsStringAsync()).ShouldContain("request.method_not_allowed");
    }

    [TestMethod]
    public async Task Get_ManyRequestsFromOneAddress_Are429AfterTheBurst()
    {
        await using var edge = EdgeHost.Start(
            [],
            Files,
            new Dictionary<string, string>
            {
                ["Edge:PerAddressBurst"] = "3",
                ["Edge:PerAddressPerSecond"] = "1",
                ["Edge:TrustedProxies"] = "127.0.0.1",
            }
        );
        edge.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            statuses.Add((await edge.Client.GetAsync("/favicon.svg")).StatusCode);
        }

        statuses.Take(3).ShouldAllBe(status => status == HttpStatusCode.OK);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [TestMethod]
    [DataRow("Production", null, HttpStatusCode.TooManyRequests, HttpStatusCode.NotFound)]
    [DataRow("Development", null, HttpStatusCode.TooManyRequests, HttpStatusCode.NotFound)]
    [DataRow("Production", "true", HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task ProxyOnThisMachine_ThatNobodyNamed_OpensNothing(
        string environment,
        string? trustLoopback,
        HttpStatusCode afterTheBurst,
        HttpStatusCode metrics
    )
    {
        var settings = new Dictionary<string, string>
        {
            ["environment"] = environment,
            ["Edge:PerAddressBurst"] = "3",
            ["Edge:PerAddressPerSecond"] = "1",
        };
        if (trustLoopback is not null)
        {
            settings["Clients:TrustLoopback"] = trustLoopback;
        }

        await using var edge = EdgeHost.Start([], Files, settings);
        (await edge.Client.GetAsync("/metrics")).StatusCode.ShouldBe(metrics);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => (await edge.Client.GetAsync("/favicon.svg")).StatusCode));
        statuses.ShouldContain(afterTheBurst);
        statuses.Contains(HttpStatusCode.TooManyRequests).ShouldBe(afterTheBurst == HttpStatusCode.TooManyRequests);
    }
}
