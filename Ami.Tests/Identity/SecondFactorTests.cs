using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;

namespace Ami.Tests.Identity;

[TestClass]
public sealed partial class SecondFactorTests : ApiTests<SecondFactorTests>
{
    [TestMethod]
    public async Task SignIn_WithSecondFactor_TakesBothSteps()
    {
        var user = await Host.SignUp();
        var (app, codes) = await Authenticator.TurnOn(Host, user);
        codes.Distinct().Count().ShouldBe(10);
        var state = await user.Client.Get<TwoStepSignIn.SecondFactorState>("/api/auth/2fa");
        state.Enabled.ShouldBeTrue();
        state.RecoveryCodesLeft.ShouldBe(10);

        using var client = Host.Anonymous();
        using var first = await Login(client, user);
        first.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await first.Code()).ShouldBe("auth.second_factor_required");
        var cookie = first.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("ami_second_step=");
        foreach (var part in new[] { "; path=/api/auth/2fa", "; secure", "; samesite=strict", "; httponly" })
        {
            cookie.ShouldContain(part);
        }

        (await client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "one factor opens nothing");

        using var second = await Verify(client, app.NextCode());
        second.StatusCode.ShouldBe(HttpStatusCode.OK, await second.Content.ReadAsStringAsync());
        (await second.Read<AccessGrant>()).User.Id.ShouldBe(user.UserId);
        (await client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Verify(client, app.NextCode()).Code()).ShouldBe("auth.second_step_expired", "the step was used up");
    }

    [TestMethod]
    public async Task Verify_WithoutFirstStep_IsRefused() => (await Verify(Host.Anonymous(), "123456").Code()).ShouldBe("auth.second_step_expired");

    [TestMethod]
    public async Task Verify_FirstStepTooLongAgo_IsRefused()
    {
        var user = await Host.SignUp();
        var (app, _) = await Authenticator.TurnOn(Host, user);
        using var client = Host.Anonymous();
        await Login(client, user);
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        (await Verify(client, app.Code).Code()).ShouldBe("auth.second_step_expired");
    }

    [TestMethod]
    public async Task Verify_CodeReplayed_CountsOnce()
    {
        var user = await Host.SignUp();
        var (app, _) = await Authenticator.TurnOn(Host, user);
        var code = app.NextCode();
        using var owner = Host.Anonymous();
        using var thief = Host.Anonymous();
        await Login(owner, user);
        await Login(thief, user);
        (await Verify(owner, code)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Verify(thief, code).Code()).ShouldBe("auth.code_wrong");
        (await Verify(thief, app.Shown(-1)).Code()).ShouldBe("auth.code_wrong", "nor does an older one");
    }

    [TestMethod]
    public async Task Verify_SameCodeManyTimesAtOnce_OpensOneSession()
    {
        var user = await Host.SignUp();
        var (app, codes) = await Authenticator.TurnOn(Host, user);
        foreach (var code in new[] { app.NextCode(), codes[0] })
        {
            var clients = Enumerable.Range(0, 4).Select(_ => Host.Anonymous()).ToList();
            foreach (var client in clients)
            {
                await Login(client, user);
            }

            var answers = await Task.WhenAll(clients.Select(client => Verify(client, code)));
            answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1, code);
        }
    }

    [TestMethod]
    public async Task Verify_Guessing_StopsAfterFiveHoweverOftenThePasswordIsGiven()
    {
        var user = await Host.SignUp();
        var (app, codes) = await Authenticator.TurnOn(Host, user);
        using var client = Host.Anonymous();
        await Login(client, user);
        var wrong = app.Wrong().Take(30).ToList();
        var answers = await Task.WhenAll(wrong.Take(20).Select(code => Verify(client, code)));
        answers.Count(a => a.StatusCode == HttpStatusCode.BadRequest).ShouldBe(5);
        answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(15, "the step allows five tries");

        await Login(client, user);
        foreach (var code in new[] { wrong[20], app.Shown(1), codes[0] })
        {
            using var blocked = await Verify(client, code);
            blocked.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            blocked.Headers.RetryAfter.ShouldNotBeNull();
        }

        await Host.DispatchEvents();
        Host.Mailbox.Newest(user.Email, "wrong codes").Text.ShouldContain("/account/security");
        Host.Time.Advance(TimeSpan.FromSeconds(31));
        (await Verify(client, app.Code)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Verify_RecoveryCode_WorksOnceAndIsTold()
    {
        var user = await Host.SignUp();
        var (_, codes) = await Authenticator.TurnOn(Host, user);
        using var client = Host.Anonymous();
        await Login(client, user);
        (await Verify(client, codes[3].ToUpperInvariant())).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Login(client, user);
        (await Verify(client, codes[3]).Code()).ShouldBe("auth.code_wrong");
        await Host.DispatchEvents();
        Host.Mailbox.Newest(user.Email, "recovery code").Text.ShouldContain("9 left");
    }

    [TestMethod]
    public async Task RecoveryCodes_Renewed_ReplaceTheEarlierOnes()
    {
        var user = await Host.SignUp();
        var (_, old) = await Authenticator.TurnOn(Host, user);
        using var response = await user.Client.PostAsync("/api/auth/2fa/recovery-codes", null);
        var fresh = (await response.Read<TwoStepSignIn.RecoveryCodes>()).Codes;
        using var client = Host.Anonymous();
        await Login(client, user);
        (await Verify(client, old[0]).Code()).ShouldBe("auth.code_wrong");
        (await Verify(client, fresh[0])).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task RememberDevice_ThirtyDays_ThenAsksAgain()
    {
        var user = await Host.SignUp();
        var (app, _) = await Authenticator.TurnOn(Host, user);
        using var client = Host.Anonymous();
        await Login(client, user);
        (await Verify(client, app.NextCode(), rememberDevice: true)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Login(client, user)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Login(Host.Anonymous(), user).Code()).ShouldBe("auth.second_factor_required", "another browser");
        Host.Time.Advance(TimeSpan.FromDays(30));
        (await Login(client, user).Code()).ShouldBe("auth.second_factor_required");
    }

    [TestMethod]
    [DataRow("forget")]
    [DataRow("revoke-all")]
    [DataRow("disable")]
    public async Task RememberedDevice_CalledBack_AsksAgain(string how)
    {
        var user = await Host.SignUp();
        var (app, _) = await Authenticator.TurnOn(Host, user);
        using var client = Host.Anonymous();
        await Login(client, user);
        await Verify(client, app.NextCode(), rememberDevice: true);
        var device = (await user.Client.Get<IReadOnlyList<TrustedDevices.TrustedDevice>>("/api/auth/2fa/devices")).Single();
        var stranger = await Host.SignUp();
        (await stranger.Client.DeleteAsync($"/api/auth/2fa/devices/{device.Id}").Code()).ShouldBe("auth.device_missing");
        using var answer = how switch
        {
            "forget" => await user.Client.DeleteAsync($"/api/auth/2fa/devices/{device.Id}"),
            "revoke-all" => await user.Client.DeleteAsync("/api/me/sessions"),
            _ => await user.Client.PostAsync("/api/auth/2fa/disable", null),
        };
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        if (how == "disable")
        {
            await Authenticator.TurnOn(Host, user);
        }

        (await Login(client, user).Code()).ShouldBe("auth.second_factor_required");
    }

    private static Task<HttpResponseMessage> Login(HttpClient client, SignedIn user) =>
        client.PostAsJsonAsync("/api/auth/login", new { email = user.Email, password = ApiHost.Password });

    private static Task<HttpResponseMessage> Verify(HttpClient client, string code, bool rememberDevice = false) =>
        client.PostAsJsonAsync("/api/auth/2fa/verify", new { code, rememberDevice });
}
