using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Growth;
using Ami.TestKit;
using static Ami.Tests.Growth.Joining;

namespace Ami.Tests.Growth;

/// <summary>Who may make an account in which mode.</summary>
[TestClass]
public sealed class RegistrationModeTests : StaffedApiTests<RegistrationModeTests>
{
    [TestCleanup]
    public Task LetEverybodyIn() => Decide(Admin, JoiningMode.Open);

    [TestMethod]
    [DataRow("waitlist", "registration.waitlist")]
    [DataRow("invitation", "registration.invitation_required")]
    public async Task Register_WithoutInvitation_IsRefusedInEveryProcessFromTheDecisionOn(string mode, string code)
    {
        await using var another = Host.StartAnother();
        (await CodeOf(Register(another, $"before-{mode}@example.com"))).ShouldBe("in");
        await Decide(Admin, Enum.Parse<JoiningMode>(mode, ignoreCase: true));
        foreach (var host in new[] { Host, another })
        {
            (await CodeOf(Register(host, $"after-{mode}@example.com"))).ShouldBe(code);
            (await host.Anonymous().GetStringAsync("/api/registration")).ShouldBe($$"""{"mode":"{{mode}}"}""");
        }

        await Decide(Admin, JoiningMode.Open);
        (await CodeOf(Register(another, $"after-{mode}@example.com"))).ShouldBe("in");
    }

    [TestMethod]
    public async Task Register_WithInvitation_LetsOnePersonIn()
    {
        await Decide(Admin, JoiningMode.Invitation);
        var invitation = await Make(Admin);
        (await CodeOf(Register(Host, "nonsense@example.com", "ABCD-EFGH-JKMN"))).ShouldBe("registration.invitation_invalid");
        (await CodeOf(Register(Host, "first@example.com", $" {invitation.Code.ToLowerInvariant()} "))).ShouldBe("in");
        (await CodeOf(Register(Host, "second@example.com", invitation.Code))).ShouldBe("registration.invitation_used");
    }

    [TestMethod]
    public async Task Register_ManyWithOneInvitationAtOnce_LetsOneIn()
    {
        await Decide(Admin, JoiningMode.Invitation);
        var invitation = await Make(Admin);
        var codes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => CodeOf(Register(Host, $"crowd{i}@example.com", invitation.Code))));
        codes.Count(code => code == "in").ShouldBe(1);
        codes.Where(code => code != "in").ShouldAllBe(code => code == "registration.invitation_used");
    }

    [TestMethod]
    public async Task Register_TakenAddress_DoesNotUseTheInvitationUp()
    {
        var taken = await Host.SignUp();
        await Decide(Admin, JoiningMode.Invitation);
        var invitation = await Make(Admin);
        (await CodeOf(Register(Host, taken.Email, invitation.Code))).ShouldBe("auth.email_taken");
        (await CodeOf(Register(Host, "not-taken@example.com", invitation.Code))).ShouldBe("in");
    }

    [TestMethod]
    public async Task Register_ExpiredRevokedOrForSomebodyElse_IsRefusedWithItsCode()
    {
        await Decide(Admin, JoiningMode.Invitation, days: 3);
        var (old, revoked, bound) = (await Make(Admin), await Make(Admin), await Make(Admin, "bound@example.com"));
        (await Admin.Client.DeleteAsync($"/api/admin/invitations/{revoked.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Admin.Client.DeleteAsync($"/api/admin/invitations/{revoked.Id}").Code()).ShouldBe("invitations.not_open");
        (await CodeOf(Register(Host, "late@example.com", revoked.Code))).ShouldBe("registration.invitation_invalid");
        (await CodeOf(Register(Host, "other@example.com", bound.Code))).ShouldBe("registration.invitation_other_address");
        (await CodeOf(Register(Host, "BOUND@example.com", bound.Code))).ShouldBe("in");
        Host.Time.Advance(TimeSpan.FromDays(3));
        (await CodeOf(Register(Host, "late@example.com", old.Code))).ShouldBe("registration.invitation_expired");
        await SignInAgain();
    }

    [TestMethod]
    public async Task Decide_SomebodyElseWasFaster_IsRefused()
    {
        var rules = (await Admin.Client.Get<DecideRegistration.RegistrationOverview>(Rules)).Rules;
        await Decide(Admin, JoiningMode.Waitlist);
        using var stale = await Admin.Client.PutAsJsonAsync(Rules, rules with { Mode = JoiningMode.Invitation }, Answers.Json);
        (await stale.Code()).ShouldBe("registration.changed_meanwhile");
        using var wrong = await Admin.Client.PutAsJsonAsync(Rules, rules with { InvitationDays = 0 }, Answers.Json);
        (await wrong.Code()).ShouldBe("registration.settings_invalid");
    }

    [TestMethod]
    public async Task Invite_Member_AFewAndWhatWasTakenBackAgain()
    {
        var (member, stranger) = (await Host.SignUp(), await Host.SignUp());
        await Decide(Admin, JoiningMode.Invitation, perMember: 2);
        var invitations = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => member.Client.PostOnce("/api/invitations", new { }, $"invitation-{i}")));
        invitations.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(2);
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => member.Client.PostOnce("/api/invitations", new { }, $"invitation-{i}")));
        again.Select(answer => answer.StatusCode).ShouldBe(invitations.Select(answer => answer.StatusCode), "sent again, none is made anew");
        var own = await member.Client.Get<MyInvitations.MyInvitationList>("/api/invitations");
        own.Left.ShouldBe(0);
        (await CodeOf(Register(Host, "friend@example.com", own.Items[0].Code))).ShouldBe("in");
        (await member.Client.DeleteAsync($"/api/invitations/{own.Items[0].Id}").Code()).ShouldBe("invitations.not_open");
        (await stranger.Client.DeleteAsync($"/api/invitations/{own.Items[1].Id}").Code()).ShouldBe("invitations.not_yours");
        (await member.Client.DeleteAsync($"/api/invitations/{own.Items[1].Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await member.Client.Get<MyInvitations.MyInvitationList>("/api/invitations")).ShouldSatisfyAllConditions(
            now => now.Left.ShouldBe(1),
            now => now.Items.Select(i => i.State).ShouldBe([InvitationState.Used, InvitationState.Revoked])
        );
    }

    [TestMethod]
    public async Task Invite_ByMail_NeedsAConfirmedAddressAndLetsThatAddressIn()
    {
        var member = await Host.SignUp();
        (await CodeOf(member.Client.PostOnce("/api/invitations", new { email = "pal@example.com" }))).ShouldBe("invitations.confirm_first");
        await Sql("update identity.users set email_confirmed = true where id = $1", member.UserId);
        await member.Client.PostOnce("/api/invitations", new { email = "pal@example.com" }).Read<MyInvitation>();
        await Host.DispatchEvents();
        var mail = Host.Mailbox.Newest("pal@example.com", "invited");
        mail.Text.ShouldContain("Student invites you");
        await Decide(Admin, JoiningMode.Invitation);
        (await CodeOf(Register(Host, "pal@example.com", mail.Link.Query.Split('=')[1]))).ShouldBe("in");
        (await Rows("")).ShouldAllBe(row => row.Email != "pal@example.com");
    }

    private static async Task<IReadOnlyList<InvitationRow>> Rows(string query) =>
        (await Support.Client.Get<Page<InvitationRow>>($"/api/admin/invitations{query}")).Items;

    private static async Task Sql(string sql, Guid id)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(Host.Database.Owner);
        await using var command = source.CreateCommand(sql);
        command.With(id);
        await command.ExecuteNonQueryAsync();
    }
}
