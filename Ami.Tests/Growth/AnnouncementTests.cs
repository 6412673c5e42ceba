using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Growth;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Growth;

/// <summary>What staff tell people, and who reads it when.</summary>
[TestClass]
public sealed class AnnouncementTests : StaffedApiTests<AnnouncementTests>
{
    private const string Staff = "/api/admin/announcements";

    [TestMethod]
    public async Task Publish_AtATime_IsSeenFromThenOnAndReadOnce()
    {
        var reader = await Host.SignUp();
        var at = Host.Time.GetUtcNow().AddHours(1);
        var row = await Write(Draft("Scheduled") with { Timing = AnnouncementTiming.At, PublishAt = at });
        row.State.ShouldBe(AnnouncementState.Scheduled);
        (await Titles(reader)).ShouldNotContain("Scheduled");
        Host.Time.Advance(TimeSpan.FromHours(1));
        reader = await ApiHost.SignIn(reader);
        (await Titles(reader)).ShouldContain("Scheduled");
        var unread = (await Now(reader)).Unread;
        (await Read(reader, row.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Read(reader, row.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Now(reader)).Unread.ShouldBe(unread - 1);
        await SignInAgain();
        (await Rows("?q=scheduled")).ShouldHaveSingleItem().Reads.ShouldBe(1);
    }

    [TestMethod]
    public async Task Publish_ForAPlan_IsSeenByPeopleOnItAndByNobodyElse()
    {
        var (free, pro) = (await Host.SignUp(), await Host.SignUp());
        using var moved = await Admin.Client.PutAsJsonAsync($"/api/admin/users/{pro.UserId}/plan", new { plan = "pro" });
        moved.IsSuccessStatusCode.ShouldBeTrue(await moved.Content.ReadAsStringAsync());
        var row = await Write(Draft("For pros") with { Plan = Ami.Modules.Identity.Contracts.Plan.Pro, Kind = AnnouncementKind.Change });
        (await Titles(pro)).ShouldContain("For pros");
        (await Titles(free)).ShouldNotContain("For pros");
        (await Read(free, row.Id).Code()).ShouldBe("announcements.unknown");
        (await Changelog()).ShouldNotContain("For pros");
    }

    [TestMethod]
    public async Task Changelog_Anybody_SeesPublishedChangesAlone()
    {
        await Write(Draft("A change") with { Kind = AnnouncementKind.Change });
        await Write(Draft("A draft") with { Kind = AnnouncementKind.Change, Timing = AnnouncementTiming.Draft });
        await Write(Draft("Some news"));
        var titles = await Changelog();
        titles.ShouldContain("A change");
        titles.ShouldNotContain("A draft");
        titles.ShouldNotContain("Some news");
    }

    [TestMethod]
    public async Task Banner_Important_StandsUntilClosedOrOver()
    {
        var (first, second) = (await Host.SignUp(), await Host.SignUp());
        var until = Host.Time.GetUtcNow().AddDays(1);
        var row = await Write(Draft("Important") with { IsImportant = true, BannerUntil = until });
        await Write(Draft("Not so important"));
        (await Now(first)).Banner.ShouldNotBeNull().Id.ShouldBe(row.Id);
        await Read(first, row.Id);
        (await Now(first)).Banner.ShouldBeNull();
        (await Now(second)).Banner.ShouldNotBeNull().Id.ShouldBe(row.Id);
        Host.Time.Advance(TimeSpan.FromDays(1));
        second = await ApiHost.SignIn(second);
        (await Now(second)).Banner.ShouldBeNull();
    }

    [TestMethod]
    public async Task ReadAll_EverythingSoFar_IsNoLongerUnreadAndOldNewsNeverIs()
    {
        var reader = await Host.SignUp();
        await Write(Draft("One"));
        (await Now(reader)).Unread.ShouldBeGreaterThan(0);
        (await reader.Client.PostAsync("/api/announcements/read", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Now(reader)).Unread.ShouldBe(0);
        Host.Time.Advance(Announcement.NewsFor + TimeSpan.FromDays(1));
        var newcomer = await Host.SignUp();
        (await Now(newcomer)).Unread.ShouldBe(0);
        (await Titles(newcomer)).ShouldContain("One");
    }

    [TestMethod]
    public async Task Write_WrongFields_NamesEachOfThem()
    {
        using var answer = await Admin.Client.PostOnce(
            Staff,
            new
            {
                kind = "news",
                titleEs = "",
                titleEn = "fine",
                bodyEs = "bien",
                bodyEn = " ",
                timing = "at",
                isImportant = true,
            }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Refusal()).Errors.ShouldNotBeNull().Keys.ShouldBe(["titleEs", "bodyEn", "publishAt"], ignoreOrder: true);
    }

    [TestMethod]
    public async Task Change_SomebodyElseWasFaster_IsRefused()
    {
        var row = await Admin.Client.PostOnce(Staff, Draft("First version"), "first").Read<AnnouncementRow>();
        (await Admin.Client.PostOnce(Staff, Draft("First version"), "first").Read<AnnouncementRow>()).Id.ShouldBe(row.Id, "sent again, it is the same");
        using var changed = await Change(row.Id, Draft("Second version"), row.Version);
        (await changed.Read<AnnouncementRow>()).ShouldSatisfyAllConditions(
            one => one.TitleEn.ShouldBe("Second version"),
            one => one.PublishAt.ShouldBe(row.PublishAt)
        );
        (await Change(row.Id, Draft("Third version"), row.Version).Code()).ShouldBe("announcements.changed_meanwhile");
        (await Admin.Client.DeleteAsync($"{Staff}/{row.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Change(row.Id, Draft("Fourth version"), row.Version + 1).Code()).ShouldBe("announcements.unknown");
    }

    [TestMethod]
    public async Task List_FilteredAndExported_HoldsWhatMatches()
    {
        var draft = await Write(Draft("Wombat draft") with { Timing = AnnouncementTiming.Draft });
        await Write(Draft("Wombat published"));
        (await Rows("?q=wombat&state=draft")).ShouldHaveSingleItem().Id.ShouldBe(draft.Id);
        var file = await Support.Client.GetStringAsync($"{Staff}/export.csv?q=wombat&state=draft");
        file.ShouldContain("Wombat draft");
        file.ShouldNotContain("Wombat published");
    }

    [TestMethod]
    public async Task Erase_Person_TakesWhatTheyRead()
    {
        var reader = await Host.SignUp();
        var row = await Write(Draft("Read by somebody"));
        await Read(reader, row.Id);
        await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(reader.UserId, ct));
            return true;
        });
        (await Rows("?q=somebody")).ShouldHaveSingleItem().Reads.ShouldBe(0);
    }

    private static AnnouncementDraft Draft(string title) =>
        new(AnnouncementKind.News, $"{title} (es)", title, $"Sobre {title}", $"About {title}", AnnouncementTiming.Now);

    private static Task<AnnouncementRow> Write(AnnouncementDraft draft) => Admin.Client.PostOnce(Staff, draft).Read<AnnouncementRow>();

    private static Task<HttpResponseMessage> Change(Guid id, AnnouncementDraft draft, int version) =>
        Admin.Client.PutAsJsonAsync(string.Create(CultureInfo.InvariantCulture, $"{Staff}/{id}"), new { draft, version }, Answers.Json);

    private static Task<HttpResponseMessage> Read(SignedIn person, Guid id) => person.Client.PostAsync($"/api/announcements/{id}/read", null);

    private static Task<ListAnnouncements.AnnouncementsNow> Now(SignedIn person) =>
        person.Client.Get<ListAnnouncements.AnnouncementsNow>("/api/announcements/now");

    private static async Task<IEnumerable<string>> Titles(SignedIn person) =>
        (await person.Client.Get<Page<AnnouncementView>>("/api/announcements?limit=200")).Items.Select(one => one.TitleEn);

    private static async Task<IEnumerable<string>> Changelog() =>
        (await Host.Anonymous().Get<Page<AnnouncementView>>("/api/changelog?limit=200")).Items.Select(one => one.TitleEn);

    private static async Task<IReadOnlyList<AnnouncementRow>> Rows(string query) => (await Support.Client.Get<Page<AnnouncementRow>>(Staff + query)).Items;
}
