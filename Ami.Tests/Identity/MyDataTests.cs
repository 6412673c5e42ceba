using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Growth;
using Ami.Modules.Identity;
using Ami.Modules.Learning;
using Ami.Modules.Market;
using Ami.Modules.Notifications;
using Ami.Modules.PaperTrading;
using Ami.Modules.Payments;
using Ami.TestKit;
using Ami.Tests.Core.LongJobs;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Identity;

/// <summary>Taking one's data along, and leaving.</summary>
[TestClass]
public sealed partial class MyDataTests : ApiTests<MyDataTests>, IApiTests
{
    static Task<ApiHost> IApiTests.StartHost() =>
        ApiHost.Start(new Dictionary<string, string?> { ["Files:Folder"] = Directory.CreateTempSubdirectory("ami-my-data-").FullName }, LongJobHost.AddFragile);

    [TestMethod]
    public async Task Export_Person_HoldsWhatEveryModuleKnowsAndNoSecret()
    {
        var user = await Somebody("export@example.com");
        var other = await Host.SignUp("other@example.com");
        await Host.DispatchEvents();
        using var response = await user.Client.GetAsync("/api/me/export");
        (response.StatusCode, response.Content.Headers.ContentType?.MediaType).ShouldBe((HttpStatusCode.OK, "application/zip"));
        response.Content.Headers.ContentDisposition?.DispositionType.ShouldBe("attachment");
        response.Headers.CacheControl?.NoStore.ShouldBeTrue();
        var files = await Unpacked(response);
        files.Keys.ShouldBe(
            [
                "README.txt",
                "account/avatar.png",
                "account/devices.json",
                "account/profile.json",
                "account/sessions.json",
                "account/sign-in-methods.json",
                "activity/security-log.json",
                .. Needs.Of<GrowthModule, string>(
                    "growth/announcements-read.json",
                    "growth/ideas.json",
                    "growth/invitations.json",
                    "growth/votes.json",
                    "growth/waitlist.json",
                    "growth/address-mark.json",
                    "growth/affiliate.json",
                    "growth/affiliate-clicks.json",
                    "growth/came-by-link.json",
                    "growth/commissions.json"
                ),
                .. Needs.Of<LearningModule, string>(
                    "learning/achievements.json",
                    "learning/bookmarks.json",
                    "learning/certificates.json",
                    "learning/courses.json",
                    "learning/exercises.json",
                    "learning/experience.json",
                    "learning/friends.json",
                    "learning/leaderboard.json",
                    "learning/lessons-done.json",
                    "learning/notes.json",
                    "learning/post-marks.json",
                    "learning/posts.json",
                    "learning/practice-cards.json",
                    "learning/practice-reviews.json",
                    "learning/quiz-answers.json",
                    "learning/quiz-attempts.json",
                    "learning/ratings.json",
                    "learning/study-days.json"
                ),
                .. Needs.Of<MarketModule, string>(
                    "market/alert-firings.json",
                    "market/alerts.json",
                    "market/drawing-templates.json",
                    "market/drawings.json",
                    "market/layouts.json",
                    "market/screens.json",
                    "market/watchlists.json"
                ),
                "jobs/jobs.json",
                $"jobs/{await JobOf(user)}/input",
                .. Needs.Of<NotificationsModule, string>("notifications/mails.json", "notifications/messages.json", "notifications/preferences.json"),
                .. Needs.Of<PaperTradingModule, string>(
                    "paper-trading/accounts.json",
                    "paper-trading/debt-reliefs.json",
                    "paper-trading/equity-points.json",
                    "paper-trading/action-effects.json",
                    "paper-trading/carry-charges.json",
                    "paper-trading/fills.json",
                    "paper-trading/generations.json",
                    "paper-trading/graduations.json",
                    "paper-trading/order-amendments.json",
                    "paper-trading/orders.json",
                    "paper-trading/positions.json",
                    "paper-trading/replays.json",
                    "paper-trading/rule-breaches.json",
                    "paper-trading/rule-changes.json"
                ),
                .. Needs.Of<PaymentsModule, string>(
                    "payments/cards.json",
                    "payments/checkouts.json",
                    "payments/customer.json",
                    "payments/deposits.json",
                    "payments/invoices.json",
                    "payments/purchases.json",
                    "payments/subscription-states.json",
                    "payments/subscriptions.json",
                    "payments/wallet.json",
                    "payments/withdrawals.json"
                ),
                "sharing/links.json",
                "staff/api-keys.json",
            ],
            ignoreOrder: true
        );

        var profile = JsonDocument.Parse(files["account/profile.json"]).RootElement[0];
        profile.GetProperty("email").GetString().ShouldBe(user.Email);
        profile.GetProperty("roles")[0].GetString().ShouldBe("student");
        if (Needs.Has<PaperTradingModule>())
        {
            JsonDocument.Parse(files["paper-trading/accounts.json"]).RootElement[0].GetProperty("user_id").GetGuid().ShouldBe(user.UserId);
            JsonDocument.Parse(files["sharing/links.json"]).RootElement[0].GetProperty("title").GetString().ShouldBe($"By {user.Email}");
        }

        if (Needs.Has<MarketModule>())
        {
            JsonDocument.Parse(files["market/drawings.json"]).RootElement[0].GetProperty("text").GetString().ShouldBe($"Drawn by {user.Email}");
            JsonDocument.Parse(files["market/drawing-templates.json"]).RootElement[0].GetProperty("name").GetString().ShouldBe(user.Email);
            JsonDocument
                .Parse(files["market/layouts.json"])
                .RootElement[0]
                .GetProperty("body")
                .GetProperty("panels")
                .GetProperty("side")
                .GetInt32()
                .ShouldBe(20);
            JsonDocument.Parse(files["market/screens.json"]).RootElement[0].GetProperty("body").GetProperty("rule").GetString().ShouldBe("close > open");
        }

        JsonDocument.Parse(files["account/sessions.json"]).RootElement.GetArrayLength().ShouldBe(1);
        files[$"jobs/{await JobOf(user)}/input"].ShouldBe([1, 2, 3]);
        files["account/avatar.png"].ShouldBe(await user.Client.GetByteArrayAsync($"/api/users/{user.UserId}/avatar"));
        foreach (var (name, content) in files.Where(file => file.Key.EndsWith(".json", StringComparison.Ordinal)))
        {
            PropertiesOf(JsonDocument.Parse(content).RootElement)
                .ShouldAllBe(p => !p.Contains("hash") && !p.Contains("secret") && !p.Contains("stamp") && !p.Contains("sealed"), name);
            System.Text.Encoding.UTF8.GetString(content).ShouldNotContain(other.UserId.ToString(), customMessage: name);
        }
    }

    [TestMethod]
    public async Task ExportAndDelete_SignInIsNotFresh_AskAgain()
    {
        var user = await Host.SignUp();
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        using var export = await user.Client.GetAsync("/api/me/export");
        (await export.Code()).ShouldBe("auth.confirmation_required");
        using var deletion = await Delete(user, user.Email);
        (await deletion.Code()).ShouldBe("auth.confirmation_required");
    }

    [TestMethod]
    public async Task Delete_WrongConfirmation_IsRefused()
    {
        var user = await Host.SignUp();
        using var response = await Delete(user, "delete");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Code()).ShouldBe("identity.confirmation_differs");
        (await user.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    [Needs<PaperTradingModule>]
    public async Task Delete_Confirmed_SignsOutEverywhereAndSaysUntilWhenOneCanReturn()
    {
        var user = await Host.SignUp("leaving@example.com");
        var shared = await Share(user, "Mine");
        (await Host.Anonymous().GetAsync(shared)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var elsewhere = await Host.Anonymous().PostAsJsonAsync("/api/auth/login", new { email = user.Email, password = ApiHost.Password });
        using var response = await Delete(user, " LEAVING@example.com ");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var due = (await response.Read<DeleteMyAccount.DeletionRequested>()).ErasedAfter;
        (due - Host.Time.GetUtcNow()).ShouldBe(TimeSpan.FromDays(14), TimeSpan.FromMinutes(1));
        (await Host.Anonymous().GetAsync(shared).Code()).ShouldBe("share.ended");
        (await user.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await user.Client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Host.DispatchEvents();
        Host.Mailbox.Newest(user.Email).Text.ShouldContain(due.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en")));
    }

    [TestMethod]
    public async Task Delete_SignedInAgain_IsCalledOff()
    {
        var user = await Host.SignUp("staying@example.com");
        await Delete(user, user.Email);
        Host.Time.Advance(TimeSpan.FromDays(13));
        (await Login(user)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Host.Time.Advance(TimeSpan.FromDays(2));
        await Erase();
        (await Login(user)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Host.DispatchEvents();
        Host.Mailbox.Newest(user.Email, "stays").Subject.ShouldBe("Your account stays");
    }

    [TestMethod]
    public async Task Delete_SignedInAgainInManyPlacesAtOnce_AllGetIn()
    {
        var user = await Host.SignUp("many@example.com");
        await Delete(user, user.Email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Login(user)));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        Host.Time.Advance(TimeSpan.FromDays(15));
        await Erase();
        (await Login(user)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Delete_OnlyAdministrator_IsRefused()
    {
        var user = await Host.SignUp();
        await Sql("insert into identity.user_roles (user_id, role_id) select $1, id from identity.roles where name = 'admin'", user.UserId);
        using var only = await Delete(user, user.Email);
        (await only.Code()).ShouldBe("identity.last_admin");
        var second = await Host.SignUp();
        await Sql("insert into identity.user_roles (user_id, role_id) select $1, id from identity.roles where name = 'admin'", second.UserId);
        (await Delete(user, user.Email)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var last = await Delete(second, second.Email);
        (await last.Code()).ShouldBe("identity.last_admin");
    }

    [TestMethod]
    public async Task Erase_TimeHasCome_NothingOfThePersonIsLeft()
    {
        var user = await Somebody("gone@example.com");
        var other = await Somebody("stays@example.com");
        var (jobOfUser, jobOfOther) = (await JobOf(user), await JobOf(other));
        await Delete(user, user.Email);
        await Host.DispatchEvents();
        var filesBefore = await FilesOfJobs();
        filesBefore.ShouldContain(FileOf(jobOfOther));
        var named = await Host.InScope(services =>
            Task.FromResult(services.GetRequiredService<PersonalDataSet>().Kept.SelectMany(kept => kept.Tables).ToHashSet())
        );
        var traces = await PersonalTraces.Of(Host.Database.Owner, user.UserId, user.Email);
        traces.ShouldNotBeEmpty();
        traces.Where(column => !named.Contains(column[..column.LastIndexOf('.')])).ShouldBeEmpty("the privacy page does not say that these are stored");

        Host.Time.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        await Erase();
        await Host.DispatchEvents();
        // What stays of them in the audit chain is the id, which stands for nobody now.
        (await PersonalTraces.Of(Host.Database.Owner, user.UserId, user.Email)).ShouldBe(
            ["core.audit_chain.actor_id", "core.audit_chain.subject_id"],
            ignoreOrder: true
        );
        (await Login(user)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Host.Mailbox.To(user.Email).ShouldBeEmpty();
        (await Host.Anonymous().GetAsync($"/api/users/{user.UserId}/avatar")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await foreach (var key in Host.Services.GetRequiredService<FileStore>().List(FileKey.Parse("avatars")))
        {
            key.Value.ShouldNotContain(user.UserId.ToString("n"));
        }

        filesBefore.Except(await FilesOfJobs()).ShouldBe([FileOf(jobOfUser)]);
        (await Host.Services.GetRequiredService<AuditVerifier>().Verify()).Findings.ShouldBeEmpty();

        // Others are as they were, the address is free again, and the books balance.
        (await Login(other)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Host.Anonymous().GetAsync($"/api/users/{other.UserId}/avatar")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Host.SignUp(user.Email)).UserId.ShouldNotBe(user.UserId);
        (await Scalar<long>("select count(*) from core.ledger_reconcile()")).ShouldBe(0);
        if (Needs.Has<PaperTradingModule>())
        {
            (await Scalar<long>("select count(*) from paper_trading.reconcile()")).ShouldBe(0);
        }
    }
}
