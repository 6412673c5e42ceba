using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Identity;

public sealed partial class SecondFactorTests
{
    [TestMethod]
    public async Task Enable_WrongCode_StaysOff()
    {
        var user = await Host.SignUp();
        (await user.Client.PostAsJsonAsync("/api/auth/2fa/enable", new { code = "123456" }).Code()).ShouldBe("auth.second_factor_not_set_up");
        using var setup = await user.Client.PostAsync("/api/auth/2fa/setup", null);
        setup.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        var app = new Authenticator(Host, (await setup.Read<TwoStepSignIn.SecondFactorSetup>()).Secret);
        (await user.Client.PostAsJsonAsync("/api/auth/2fa/enable", new { code = app.Wrong().First() }).Code()).ShouldBe("auth.code_wrong");
        (await Login(Host.Anonymous(), user)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task SetUp_AlreadyOn_IsRefusedAndKeepsTheApp()
    {
        var user = await Host.SignUp();
        var (app, _) = await Authenticator.TurnOn(Host, user);
        (await user.Client.PostAsync("/api/auth/2fa/setup", null).Code()).ShouldBe("auth.second_factor_on");
        using var client = Host.Anonymous();
        await Login(client, user);
        (await Verify(client, app.NextCode())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    [DataRow("setup")]
    [DataRow("enable")]
    [DataRow("disable")]
    [DataRow("recovery-codes")]
    public async Task Change_SignInLongAgo_MustBeConfirmed(string path)
    {
        var user = await Host.SignUp();
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        (await user.Client.PostAsJsonAsync("/api/auth/2fa/" + path, new { code = "123456" }).Code()).ShouldBe("auth.confirmation_required");
    }

    [TestMethod]
    public async Task Confirm_SecondFactorOn_TakesACodeAndNotThePassword()
    {
        var user = await Host.SignUp();
        (await user.Client.Get<Confirm.ConfirmOptions>("/api/auth/confirm")).Password.ShouldBeTrue();
        var (app, _) = await Authenticator.TurnOn(Host, user);
        var options = await user.Client.Get<Confirm.ConfirmOptions>("/api/auth/confirm");
        options.Password.ShouldBeFalse();
        options.Code.ShouldBeTrue();
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        (await user.Client.PostAsJsonAsync("/api/auth/confirm", new { password = ApiHost.Password }).Code()).ShouldBe("auth.confirmation_failed");
        (await user.Client.PostAsJsonAsync("/api/auth/confirm", new { code = app.Wrong().First() }).Code()).ShouldBe("auth.confirmation_failed");
        (await user.Client.PostAsJsonAsync("/api/auth/confirm", new { code = app.Code })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await user.Client.PostAsync("/api/auth/2fa/disable", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Login(Host.Anonymous(), user)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Host.DispatchEvents();
        Host.Mailbox.Newest(user.Email, "Two-step sign-in is off");
    }

    [TestMethod]
    public async Task Confirm_Password_LetsTheSensitiveActThrough()
    {
        var user = await Host.SignUp();
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        (await user.Client.PostAsJsonAsync("/api/auth/confirm", new { password = "not the password" }).Code()).ShouldBe("auth.confirmation_failed");
        (await user.Client.PostAsJsonAsync("/api/auth/confirm", new { }).Code()).ShouldBe("auth.confirmation_failed");
        (await user.Client.PostAsJsonAsync("/api/auth/confirm", new { password = ApiHost.Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await user.Client.PostAsync("/api/auth/2fa/setup", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Record_EverySecurityAct_IsInTheAuditLogWithoutSecrets()
    {
        var user = await Host.SignUp();
        var (app, codes) = await Authenticator.TurnOn(Host, user);
        using var client = Host.Anonymous();
        await Login(client, user);
        await Verify(client, app.Wrong().First());
        await Verify(client, codes[0], rememberDevice: true);
        await user.Client.PostAsJsonAsync("/api/auth/confirm", new { code = app.NextCode() });
        await user.Client.PostAsync("/api/auth/2fa/recovery-codes", null);
        await user.Client.DeleteAsync("/api/me/sessions");
        await user.Client.PostAsync("/api/auth/2fa/disable", null);

        await using var command = Host
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand(
                "select action || case when succeeded then '' else ' (refused)' end, coalesce(before::text, '') || coalesce(after::text, '') from core.audit_entries where subject_id = $1 order by at, id"
            );
        command.With(user.UserId.ToString());
        var (acts, facts) = (new List<string>(), "");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            acts.Add(reader.GetString(0));
            facts += reader.GetString(1);
        }

        foreach (
            var act in new[]
            {
                "identity.second-factor-enabled",
                "identity.second-factor-refused (refused)",
                "identity.recovery-code-used",
                "identity.signed-in",
                "identity.confirmed",
                "identity.recovery-codes-renewed",
                "identity.other-sessions-ended",
                "identity.second-factor-disabled",
            }
        )
        {
            acts.ShouldContain(act);
        }

        foreach (var secret in codes.Append(app.Secret))
        {
            facts.ShouldNotContain(secret);
        }
    }
}
