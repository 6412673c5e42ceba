using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Growth;
using Ami.Modules.Notifications;
using Ami.TestKit;
using Ami.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;
using static Ami.Tests.Growth.Joining;

namespace Ami.Tests.Growth;

/// <summary>The waitlist, from the address to the account.</summary>
[TestClass]
[Needs<NotificationsModule>]
public sealed class WaitlistTests : StaffedApiTests<WaitlistTests>, IApiTests
{
    private const string Staff = "/api/admin/waitlist";

    static Task<ApiHost> IApiTests.StartHost() => ApiHost.Start(services: ClientAddresses.Add);

    [TestInitialize]
    public Task Queue() => Decide(Admin, JoiningMode.Waitlist);

    [TestCleanup]
    public async Task Empty()
    {
        await Decide(Admin, JoiningMode.Open);
        await Execute("delete from growth.invitations");
        await Execute("delete from growth.waitlist");
    }

    [TestMethod]
    public async Task Join_ConfirmedInviteUsed_BecomesAnAccount()
    {
        var token = await Join(Host, "patient@example.com");
        (await Place(Host, "place", token)).State.ShouldBe(WaitlistState.Pending);
        (await Invite(new { count = 10 })).ShouldBe(0, "nobody has confirmed");
        (await Place(Host, "confirm", token)).ShouldSatisfyAllConditions(p => p.State.ShouldBe(WaitlistState.Waiting), p => p.Position.ShouldBe(1));
        (await Invite(new { count = 10 })).ShouldBe(1);
        await Host.DispatchEvents();
        var code = Host.Mailbox.Newest("patient@example.com", "your turn").Link.Query.Split('=')[1];
        (await CodeOf(Register(Host, "thief@example.com", code))).ShouldBe("registration.invitation_other_address");
        (await CodeOf(Register(Host, "patient@example.com", code))).ShouldBe("in");
        (await Place(Host, "place", token)).State.ShouldBe(WaitlistState.Joined);
    }

    [TestMethod]
    public async Task Join_AddressWithAnAccount_AnswersAlikeAndTellsOnlyItsOwner()
    {
        var owner = await SignUpInOpenMode();
        using var known = await Host.Anonymous().PostAsJsonAsync("/api/waitlist", new { email = owner.Email, language = "en" });
        using var fresh = await Host.Anonymous().PostAsJsonAsync("/api/waitlist", new { email = "somebody-new@example.com", language = "en" });
        (known.StatusCode, await known.Content.ReadAsStringAsync()).ShouldBe((fresh.StatusCode, await fresh.Content.ReadAsStringAsync()));
        await Host.DispatchEvents();
        Host.Mailbox.Newest(owner.Email, "already have").Link.AbsolutePath.ShouldBe("/sign-in");
        (await Rows("?q=somebody")).ShouldHaveSingleItem();
        (await Rows($"?q={owner.Email.Split('@')[0]}")).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Referrals_Verified_CountOnceAndMoveUp()
    {
        var first = await Confirmed("first@example.com");
        Host.Time.Advance(TimeSpan.FromDays(1));
        var second = await Confirmed("second@example.com");
        (await Place(Host, "place", second)).Position.ShouldBe(2);
        var link = (await Place(Host, "place", second)).ReferralLink.ShouldNotBeNull();
        var friend = await Join(Host, "friend@example.com", link.Split("ref=")[1]);
        (await Place(Host, "place", second)).Referrals.ShouldBe(0, "the friend has not confirmed");
        await Place(Host, "confirm", friend);
        await Place(Host, "confirm", friend);
        (await Place(Host, "place", second)).ShouldSatisfyAllConditions(p => p.Referrals.ShouldBe(1), p => p.Position.ShouldBe(1));
        (await Place(Host, "place", first)).Position.ShouldBe(2);
        await SignInAgain();
    }

    [TestMethod]
    public async Task Referral_OfWhoLeaves_IsTakenBackAndMoreThanCountTakeNothing()
    {
        var first = await Confirmed("first@example.com");
        Host.Time.Advance(TimeSpan.FromDays(1));
        var bringer = await Confirmed("bringer@example.com");
        var code = (await Place(Host, "place", bringer)).ReferralLink.ShouldNotBeNull().Split("ref=")[1];
        for (var round = 0; round < 3; round++)
        {
            var friend = await Friend("friend@example.com");
            (await Place(Host, "place", bringer)).ShouldSatisfyAllConditions(p => p.Referrals.ShouldBe(1), p => p.Position.ShouldBe(1));
            await Leave(friend);
            (await Place(Host, "place", bringer)).ShouldSatisfyAllConditions(p => p.Referrals.ShouldBe(0), p => p.Position.ShouldBe(2));
        }

        await Leave(await Join(Host, "unsure@example.com", code));
        await Friend("stays@example.com");
        (await Place(Host, "place", bringer)).Referrals.ShouldBe(1, "who never confirmed takes nothing along");
        await Execute($"update growth.waitlist set referrals = {WaitlistEntry.MostReferrals} where email = 'bringer@example.com'");
        var late = await Friend("one-too-many@example.com");
        (await Place(Host, "place", bringer)).Referrals.ShouldBe(WaitlistEntry.MostReferrals, "more would be bought");
        await Leave(late);
        (await Place(Host, "place", bringer)).Referrals.ShouldBe(WaitlistEntry.MostReferrals, "who did not count takes nothing along");
        (await Place(Host, "place", first)).Position.ShouldBe(2);
        await SignInAgain();

        async Task<string> Friend(string email)
        {
            var token = await Join(Host, email, code);
            await Place(Host, "confirm", token);
            return token;
        }

        async Task Leave(string token) =>
            (await Host.Anonymous().PostAsJsonAsync("/api/waitlist/leave", new { token })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [TestMethod]
    public async Task Join_Again_MailsTheSamePlaceAndNoMoreThanThreeTimesADay()
    {
        var token = await Confirmed("again@example.com");
        for (var i = 0; i < 4; i++)
        {
            (await Join(Host, "AGAIN@example.com")).ShouldBe(token);
        }

        Host.Mailbox.To("again@example.com").Count.ShouldBe(3);
    }

    [TestMethod]
    public async Task Join_SixTimesAMinuteFromOneAddress_IsRefused()
    {
        var client = ClientAddresses.From(Host.Anonymous(), "203.0.113.9");
        for (var i = 0; i < 5; i++)
        {
            (await client.PostAsJsonAsync("/api/waitlist", new { email = $"many{i}@example.com", language = "es" })).StatusCode.ShouldBe(
                HttpStatusCode.Accepted
            );
        }

        (await client.PostAsJsonAsync("/api/waitlist", new { email = "many5@example.com", language = "es" }).Code()).ShouldBe("joining.too_many");
    }

    [TestMethod]
    public async Task Join_NoAddressOrNoWaitlist_IsRefused()
    {
        (await Host.Anonymous().PostAsJsonAsync("/api/waitlist", new { email = "nobody", language = "en" }).Code()).ShouldBe("waitlist.email_invalid");
        await Decide(Admin, JoiningMode.Invitation);
        (await Host.Anonymous().PostAsJsonAsync("/api/waitlist", new { email = "a@example.com", language = "en" }).Code()).ShouldBe("waitlist.closed");
    }

    [TestMethod]
    public async Task Leave_Place_ForgetsTheAddressEverywhere()
    {
        var token = await Confirmed("leaving-the-queue@example.com");
        await Invite(new { count = 1 });
        await Host.DispatchEvents();
        // Whoever knows the id of a place cannot sign for it.
        var forged = (token[0] == 'A' ? 'B' : 'A') + token[1..];
        (await Host.Anonymous().PostAsJsonAsync("/api/waitlist/leave", new { token = forged }).Code()).ShouldBe("waitlist.link_invalid");
        (await Host.Anonymous().PostAsJsonAsync("/api/waitlist/leave", new { token })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Host.DispatchEvents();
        (await PersonalTraces.Of(Host.Database.Owner, Guid.CreateVersion7(), "leaving-the-queue@example.com")).ShouldBeEmpty();
        (await Host.Anonymous().PostAsJsonAsync("/api/waitlist/place", new { token }).Code()).ShouldBe("waitlist.link_invalid");
    }

    [TestMethod]
    public async Task Invite_Batch_TakesTheFirstAndReplacesWhatRanOut()
    {
        foreach (var name in (string[])["one", "two", "three"])
        {
            await Confirmed($"{name}@example.com");
            Host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await Invite(new { count = 2 }, "batch-1")).ShouldBe(2);
        (await Invite(new { count = 2 }, "batch-1")).ShouldBe(2, "sent again, it invites nobody else");
        (await Rows("?state=invited")).Select(row => row.Email).ShouldBe(["one@example.com", "two@example.com"]);
        await Host.DispatchEvents();
        var old = Host.Mailbox.Newest("one@example.com", "your turn").Link.Query.Split('=')[1];
        (await Invite(new { ids = (await Rows("?q=one")).Select(row => row.Id) })).ShouldBe(1);
        (await CodeOf(Register(Host, "one@example.com", old))).ShouldBe("registration.invitation_invalid");
        (await CodeOf(Send(new { count = 501 }))).ShouldBe("waitlist.batch_invalid");
        (await CodeOf(Send(new { }))).ShouldBe("waitlist.batch_invalid");
        var file = await Support.Client.GetStringAsync($"{Staff}/export.csv?state=waiting");
        file.ShouldContain("three@example.com");
        file.ShouldNotContain("two@example.com");
    }

    [TestMethod]
    public async Task Erase_WhoWaited_NothingOfThemIsLeft()
    {
        await Confirmed("waited@example.com");
        await Invite(new { count = 1 });
        await Host.DispatchEvents();
        var code = Host.Mailbox.Newest("waited@example.com", "your turn").Link.Query.Split('=')[1];
        (await CodeOf(Register(Host, "waited@example.com", code))).ShouldBe("in");
        var userId = await Scalar<Guid>("select id from identity.users where email = 'waited@example.com'");
        await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(userId, ct));
            return true;
        });
        await Host.DispatchEvents();
        (await PersonalTraces.Of(Host.Database.Owner, userId, "waited@example.com"))
            .Where(place => !place.StartsWith("core.audit_chain.", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Sweep_WhoNeverConfirmed_IsForgottenAfterAWeek()
    {
        await Join(Host, "never-confirmed@example.com");
        await Confirmed("did-confirm@example.com");
        Host.Time.Advance(TimeSpan.FromDays(8));
        var run = new JobRun(SweepJoining.Name, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        await new SweepJoining(Host.Services.GetRequiredService<IServiceScopeFactory>(), Host.Time).Sweep(run, CancellationToken.None);
        run.Items.ShouldBe(1);
        await SignInAgain();
        (await Rows("?q=confirm")).ShouldHaveSingleItem().Email.ShouldBe("did-confirm@example.com");
    }

    private static async Task<string> Confirmed(string email)
    {
        var token = await Join(Host, email);
        await Place(Host, "confirm", token);
        return token;
    }

    private static async Task<int> Invite(object request, string? key = null) => (await Send(request, key).Read<InviteBatch.InvitedBatch>()).Invited;

    private static Task<HttpResponseMessage> Send(object request, string? key = null) => Admin.Client.PostOnce($"{Staff}/invite", request, key);

    private static async Task<IReadOnlyList<StaffWaitlist.WaitlistRow>> Rows(string query) =>
        (await Support.Client.Get<Page<StaffWaitlist.WaitlistRow>>(Staff + query)).Items;

    private static async Task<SignedIn> SignUpInOpenMode()
    {
        await Decide(Admin, JoiningMode.Open);
        var person = await Host.SignUp();
        await Execute($"update identity.users set email_confirmed = true where id = '{person.UserId}'");
        await Decide(Admin, JoiningMode.Waitlist);
        return person;
    }

    private static Task Execute(string sql) => Core.CoreHost.Execute(Host.Database.Owner, sql);

    private static Task<T> Scalar<T>(string sql) => Core.CoreHost.Scalar<T>(Host.Database.Owner, sql);
}
