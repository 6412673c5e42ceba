using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.TestKit;
using Ami.Tests.Core;

namespace Ami.Tests.Identity.Admin;

[TestClass]
public sealed class StaffActsTests : StaffedApiTests<StaffActsTests>
{
    [TestMethod]
    [Needs<PaperTradingModule>]
    public async Task Lock_Student_EndsSessionsAtOnceAndKeepsThemOutUntilUnlocked()
    {
        var student = await Host.SignUp();
        var shared = await Share(student);
        (await Host.Anonymous().GetAsync(shared)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Act(Support, HttpMethod.Post, student, "lock", new { reason = "sells signals" })).ShouldBe("204");
        (await (await Host.Anonymous().GetAsync(shared)).Code()).ShouldBe("share.ended");
        (await student.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await student.Client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Login(student, ApiHost.Password)).ShouldBe("auth.account_locked");
        (await Login(student, "not the password")).ShouldBe("auth.invalid_credentials");
        (await Detail(student)).Lock.ShouldNotBeNull().Reason.ShouldBe("sells signals");
        (await Act(Support, HttpMethod.Post, student, "lock", new { reason = "again" })).ShouldBe("admin.already_locked");
        await Host.DispatchEvents();
        Host.Mailbox.Newest(student.Email, "locked").Text.ShouldNotContain("sells signals");

        (await Act(Support, HttpMethod.Delete, student, "lock")).ShouldBe("204");
        (await Login(student, ApiHost.Password)).ShouldBe("200");
        (await Audited(student, "identity.account-locked")).ShouldBe(Support.UserId);
        (await Audited(student, "identity.account-unlocked")).ShouldBe(Support.UserId);
    }

    /// <summary>Shares the practice account; gives where everybody reads it.</summary>
    private static async Task<string> Share(SignedIn student)
    {
        var account = (await student.Client.Get<AccountList>("/api/trading/paper/accounts")).Items[0].Id;
        using var made = await student.Client.PostAsJsonAsync($"/api/trading/paper/accounts/{account}/share", new { amounts = true });
        var address = (await made.Read<NewShareLink>()).Address;
        return $"/api/shared{new Uri(address).AbsolutePath["/s".Length..]}";
    }

    [TestMethod]
    public async Task Lock_WhileSigningIn_LeavesNoSession()
    {
        for (var round = 0; round < 5; round++)
        {
            var student = await Host.SignUp();
            var signIns = Enumerable.Range(0, 4).Select(_ => Login(student, ApiHost.Password)).ToList();
            (await Act(Admin, HttpMethod.Post, student, "lock", new { reason = "race" })).ShouldBe("204");
            await Task.WhenAll(signIns);
            (
                await CoreHost.Scalar<long>(
                    Host.Database.Owner,
                    $"select count(*) from identity.sessions where user_id = '{student.UserId}' and revoked_at is null"
                )
            ).ShouldBe(0);
        }
    }

    [TestMethod]
    public async Task Roles_GivenAndTaken_CountAndAreAudited()
    {
        var person = await Host.SignUp();
        (await Act(Admin, HttpMethod.Put, person, "roles", new { roles = new[] { "support", "student" } })).ShouldBe("204");
        (await person.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Detail(person)).Account.Roles.ShouldBe(["student", "support"]);
        (await Act(Admin, HttpMethod.Put, person, "roles", new { roles = new[] { "student" } })).ShouldBe("204");
        (await person.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "who loses a role is signed out");
        (await Audited(person, "identity.roles-changed")).ShouldBe(Admin.UserId);
        (await Act(Admin, HttpMethod.Put, person, "roles", new { roles = new[] { "root" } })).ShouldBe("admin.roles_unknown");
        (await Act(Admin, HttpMethod.Put, person, "roles", new { roles = Array.Empty<string>() })).ShouldBe("admin.roles_unknown");
    }

    [TestMethod]
    public async Task Plan_Changed_IsInTheNextToken()
    {
        var person = await Host.SignUp();
        (await Act(Admin, HttpMethod.Put, person, "plan", new { plan = "premium" })).ShouldBe("204");
        using var refreshed = await person.Client.PostAsync("/api/auth/refresh", null);
        (await refreshed.Read<AccessGrant>()).User.Plan.ShouldBe(Plan.Premium);
        (await Audited(person, "identity.plan-changed")).ShouldBe(Admin.UserId);
    }

    [TestMethod]
    public async Task PasswordReset_Asked_MailsOneLink()
    {
        var person = await Host.SignUp();
        (await Act(Support, HttpMethod.Post, person, "password-reset")).ShouldBe("202");
        (await Act(Support, HttpMethod.Post, person, "password-reset")).ShouldBe("admin.mailed_recently");
        await Host.DispatchEvents();
        Host.Mailbox.Newest(person.Email, "password").Link.Fragment.ShouldStartWith("#token=");
    }

    [TestMethod]
    public async Task Sessions_Ended_SignsOutEverywhere()
    {
        var person = await Host.SignUp();
        (await Detail(person)).Sessions.Count.ShouldBe(1);
        (await Act(Support, HttpMethod.Delete, person, "sessions")).ShouldBe("204");
        (await person.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Detail(person)).Sessions.Count.ShouldBe(0);
    }

    [TestMethod]
    public async Task Acts_OnOneselfOrUpwards_AreRefused()
    {
        foreach (
            var (verb, path, body) in new (HttpMethod, string, object?)[]
            {
                (HttpMethod.Post, "lock", new { reason = "why not" }),
                (HttpMethod.Delete, "two-factor", null),
                (HttpMethod.Post, "password-reset", null),
                (HttpMethod.Delete, "sessions", null),
            }
        )
        {
            (await Act(Admin, verb, Admin, path, body)).ShouldBe("admin.own_account", path);
            (await Act(Support, verb, Admin, path, body)).ShouldBe("admin.staff_account", path);
        }

        (await Act(Admin, HttpMethod.Put, Admin, "roles", new { roles = new[] { "student" } })).ShouldBe("admin.own_account");
        (await Act(Support, HttpMethod.Put, Admin, "roles", new { roles = new[] { "student" } })).ShouldBe("auth.forbidden");
        (await Act(Support, HttpMethod.Put, Admin, "plan", new { plan = "pro" })).ShouldBe("auth.forbidden");
        (await Act(Support, HttpMethod.Post, await Host.SignUp(), "impersonation", new { reason = "look" })).ShouldBe("auth.forbidden");
        (await Act(Admin, HttpMethod.Delete, await Host.SignUp(), "two-factor")).ShouldBe("admin.second_factor_off");
        (await Act(Admin, HttpMethod.Post, Admin with { UserId = Guid.CreateVersion7() }, "lock", new { reason = "nobody" })).ShouldBe("admin.user_unknown");
    }

    [TestMethod]
    public async Task Roles_TwoAdministratorsDemoteEachOther_OneRemains()
    {
        await using var host = await ApiHost.Start();
        for (var round = 0; round < 3; round++)
        {
            var (a, b) = (await host.SignUpStaff("admin"), await host.SignUpStaff("admin"));
            var student = new { roles = new[] { "student" } };
            var answers = await Task.WhenAll(Act(a, HttpMethod.Put, b, "roles", student), Act(b, HttpMethod.Put, a, "roles", student));
            answers.Count(answer => answer == "204").ShouldBe(1, string.Join(' ', answers));
        }
    }

    [TestMethod]
    public async Task Acts_WithoutFreshSignIn_AskForIt()
    {
        var student = await Host.SignUp();
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        (await Act(Admin, HttpMethod.Post, student, "lock", new { reason = "late" })).ShouldBe("auth.confirmation_required");
        (await Act(Admin, HttpMethod.Post, student, "impersonation", new { reason = "late" })).ShouldBe("auth.confirmation_required");
    }

    [TestMethod]
    [Needs<PaperTradingModule>]
    public async Task Detail_Student_ShowsFactsAndActs()
    {
        var person = await Host.SignUp();
        await Host.DispatchEvents();
        var detail = await Detail(person);
        detail.Facts.Single(f => f.Name == "paperAccounts").Value.ShouldBe(1);
        detail.May.Impersonate.ShouldBeTrue();
        detail.HasPassword.ShouldBeTrue();
        (await Admin.Client.GetAsync($"/api/admin/users/{Guid.Empty}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task Detail_LinkedProviders_AreCalledAsTheyCallThemselves()
    {
        var person = await Host.SignUp();
        foreach (var provider in Provider.All)
        {
            await Host.Scalar<string>(
                "insert into identity.external_logins (provider, key, user_id, linked_at) values ($1, $2, $3, now()) returning provider",
                provider.Name,
                person.UserId.ToString(),
                person.UserId
            );
        }

        (await Detail(person)).Providers.ShouldBe(["Google", "Apple", "GitHub", "Facebook"], ignoreOrder: true);
    }

    internal static async Task<string> Act(SignedIn who, HttpMethod verb, SignedIn whom, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(verb, $"/api/admin/users/{whom.UserId}/{path}");
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        using var response = await who.Client.SendAsync(request);
        return response.IsSuccessStatusCode ? ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture) : await response.Code();
    }

    private static async Task<string> Login(SignedIn who, string password)
    {
        using var response = await Host.Anonymous().PostAsJsonAsync("/api/auth/login", new { email = who.Email, password });
        return response.IsSuccessStatusCode ? "200" : await response.Code();
    }

    private static Task<GetUser.UserDetail> Detail(SignedIn who) => Admin.Client.Get<GetUser.UserDetail>($"/api/admin/users/{who.UserId}");

    private static Task<Guid> Audited(SignedIn whom, string action) =>
        CoreHost.Scalar<Guid>(
            Host.Database.Owner,
            $"select actor_id from core.audit_entries where action = '{action}' and subject_id = '{whom.UserId}' order by at desc limit 1"
        );
}
