using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class RefreshTests : ApiTests<RefreshTests>
{
    [TestMethod]
    public async Task Refresh_Chain_GivesNewTokensThatWork()
    {
        var user = await Host.SignUp();
        for (var i = 0; i < 3; i++)
        {
            using var response = await user.Client.PostAsync("/api/auth/refresh", null);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            var token = (await response.Read<AccessGrant>()).AccessToken;
            user.Client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            (await user.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [TestMethod]
    public async Task Refresh_OldTokenAfterItsSuccessorWasUsed_RevokesTheFamily()
    {
        var first = await NewToken();
        var second = Cookie(await Refresh(first));
        var third = Cookie(await Refresh(second));
        using var reuse = await Refresh(first);
        reuse.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await reuse.Code()).ShouldBe("auth.refresh_reused");
        using var after = await Refresh(third);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await after.Code()).ShouldBe("auth.refresh_invalid");
    }

    [TestMethod]
    public async Task Refresh_LostAnswerRepeatedInTime_GivesTheSameSuccessor()
    {
        var first = await NewToken();
        var lost = Cookie(await Refresh(first));
        var again = Cookie(await Refresh(first));
        again.ShouldBe(lost);
        (await Refresh(again)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Refresh_OldTokenAfterTenSeconds_RevokesTheFamily()
    {
        var first = await NewToken();
        var second = Cookie(await Refresh(first));
        Host.Time.Advance(TimeSpan.FromSeconds(11));
        (await Refresh(first).Code()).ShouldBe("auth.refresh_reused");
        (await Refresh(second)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Refresh_SameTokenManyTimesAtOnce_RotatesExactlyOnce()
    {
        var first = await NewToken();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Refresh(first)));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        answers.Select(Cookie).Distinct().Count().ShouldBe(1);
        (await Refresh(Cookie(answers[0]))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Refresh_AfterSevenDaysUnused_IsOver()
    {
        var token = await NewToken();
        Host.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        token = Cookie(await Refresh(token));
        Host.Time.Advance(TimeSpan.FromDays(7));
        (await Refresh(token).Code()).ShouldBe("auth.refresh_invalid");
    }

    [TestMethod]
    public async Task Refresh_AfterNinetyDaysOfUse_IsOver()
    {
        var token = await NewToken();
        for (var week = 0; week < 15; week++)
        {
            Host.Time.Advance(TimeSpan.FromDays(6));
            using var response = await Refresh(token);
            if (week == 14)
            {
                (await response.Code()).ShouldBe("auth.refresh_invalid");
                break;
            }

            token = Cookie(response);
        }
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("garbage")]
    [DataRow("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Refresh_NoRealToken_IsRefused(string? token)
    {
        using var response = await Refresh(token);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Code()).ShouldBe("auth.refresh_invalid");
    }

    [TestMethod]
    public async Task Logout_Session_EndsItForGood()
    {
        var token = await NewToken();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/logout");
        request.Headers.Add("Cookie", "ami_refresh=" + token);
        using var response = await Bare().SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        response.Headers.GetValues("Set-Cookie").Single().ShouldStartWith("ami_refresh=;");
        (await Refresh(token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    [DataRow("https://evil.example", HttpStatusCode.Forbidden)]
    [DataRow("null", HttpStatusCode.Forbidden)]
    [DataRow("https://localhost.evil.example", HttpStatusCode.Forbidden)]
    [DataRow("https://localhost:444", HttpStatusCode.Forbidden)]
    [DataRow("https://localhost", HttpStatusCode.OK)]
    public async Task Refresh_Origin_MustBeOurs(string origin, HttpStatusCode expected)
    {
        using var response = await Refresh(await NewToken(), origin);
        response.StatusCode.ShouldBe(expected);
    }

    [TestMethod]
    public async Task Tokens_Table_HoldsNoSecret()
    {
        var token = await NewToken();
        var found = await Host.InScope(services =>
            services
                .GetRequiredService<UnitOfWork>()
                .Run(async ct =>
                {
                    await using var command = services
                        .GetRequiredService<UnitOfWork>()
                        .Command("select count(*) from identity.refresh_tokens where encode(hash, 'escape') like '%' || $1 || '%'");
                    command.With(token);
                    return await command.ExecuteScalarAsync(ct);
                })
        );
        found.ShouldBe(0L);
    }

    private static HttpClient Bare()
    {
        var client = Host.Server.CreateClient();
        client.BaseAddress = new Uri("https://localhost");
        return client;
    }

    private static async Task<string> NewToken()
    {
        using var response = await Bare()
            .PostAsJsonAsync(
                "/api/auth/register",
                new
                {
                    email = $"{Guid.CreateVersion7()}@example.com",
                    password = ApiHost.Password,
                    displayName = "Ana",
                    language = "en",
                    timeZone = "UTC",
                }
            );
        return Cookie(response);
    }

    private static Task<HttpResponseMessage> Refresh(string? token, string? origin = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/refresh");
        if (token is not null)
        {
            request.Headers.Add("Cookie", "ami_refresh=" + token);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return Bare().SendAsync(request);
    }

    private static string Cookie(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ami_refresh=", StringComparison.Ordinal)).Split('=', ';')[1];
}
