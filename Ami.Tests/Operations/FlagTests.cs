using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Operations.Features;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Operations;

[TestClass]
public sealed class FlagTests : StaffedApiTests<FlagTests>, IApiTests
{
    private static readonly FeatureFlag Flag = new("test.feature", "Test", false, "A feature", "Una función");
    private static readonly FeatureFlag Other = new("test.other", "Test", false, "Another feature", "Otra función");
    private static readonly FeatureFlag Both = new("test.both", "Test", false, "x", "x");
    private static readonly int[] KnownBuckets = [18, 17];

    static Task<ApiHost> IApiTests.StartHost() => ApiHost.Start(services: s => s.AddFeatureFlags(Flag, Other, Both));

    [TestMethod]
    public void Bucket_KnownPeople_NeverChanges()
    {
        // Whoever has a feature keeps it: these numbers must stay what they are.
        new[] { "a", "b" }
            .Select(flag => FlagState.Bucket(flag, new Guid("0193a1e0-0000-7000-8000-000000000001")))
            .ShouldBe(KnownBuckets);
    }

    [TestMethod]
    public void Percentage_ManyPeople_IsWhatWasAskedForAndOnlyGrows()
    {
        var people = Enumerable.Range(0, 10_000).Select(i => new Guid(i, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10])).ToList();
        var had = new HashSet<Guid>();
        foreach (var percentage in new[] { 0, 10, 50, 100 })
        {
            var state = new FlagState(true, percentage, FrozenDictionary<Guid, bool>.Empty, null);
            var have = people.Where(p => state.IsOnFor("test.feature", p)).ToHashSet();
            // Four standard deviations of a fair draw.
            Math.Abs(have.Count - (people.Count * percentage / 100.0)).ShouldBeLessThanOrEqualTo(4 * Math.Sqrt(people.Count * 0.25));
            have.IsSupersetOf(had).ShouldBeTrue();
            had = have;
        }

        var half = new FlagState(true, 50, FrozenDictionary<Guid, bool>.Empty, null);
        people.Count(p => half.IsOnFor("one", p) == half.IsOnFor("other", p)).ShouldBeInRange(4700, 5300);
    }

    [TestMethod]
    public async Task MyFlags_DecidedByAnotherProcessAMomentAgo_Says()
    {
        var person = await Host.SignUp();
        (await Has(person, Other.Name)).ShouldBeFalse();

        // Its message is still on the way.
        await CoreHost.Execute(
            Host.Database.App,
            $"insert into core.feature_flag_users (name, user_id, enabled, updated_at) values ('{Other.Name}', '{person.UserId}', true, now())"
        );

        (await Has(person, Other.Name)).ShouldBeTrue();
    }

    [TestMethod]
    public async Task Decide_ForAllThenForAPerson_HoldsAtOnceAndIsOnRecord()
    {
        var person = await Host.SignUp();
        (await Has(person, Flag.Name)).ShouldBeFalse();

        (await Decide(Flag.Name, true, 100)).ShouldBe(HttpStatusCode.NoContent);
        (await Has(person, Flag.Name)).ShouldBeTrue();

        using (var answer = await Admin.Client.PutAsJsonAsync($"/api/admin/flags/{Flag.Name}/people", new { email = person.Email, enabled = false }))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await Has(person, Flag.Name)).ShouldBeFalse();
        (await Has(Admin, Flag.Name)).ShouldBeTrue();
        var view = (await All()).Single(flag => flag.Name == Flag.Name);
        view.People[0].Email.ShouldBe(person.Email);

        using (var answer = await Admin.Client.DeleteAsync(new Uri($"/api/admin/flags/{Flag.Name}/people/{person.UserId}", UriKind.Relative)))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await Has(person, Flag.Name)).ShouldBeTrue();
        var actions = (await Admin.Client.Get<Page<SearchAudit.AuditRow>>("/api/admin/audit?q=admin.flag")).Items.Select(row => row.Action).ToList();
        actions.Count(a => a == "admin.flag-decided-for-person").ShouldBeGreaterThanOrEqualTo(2);
        actions.ShouldContain("admin.flag-decided");
    }

    [TestMethod]
    public async Task Decide_InOneProcess_HoldsInTheOther()
    {
        await using var other = Host.StartAnother(services: s => s.AddFeatureFlags(Both));
        var flags = other.Services.GetRequiredService<Flags>();
        (await flags.IsOn(Both.Name, null)).ShouldBeFalse();
        await Host.InScope(async scope =>
        {
            await scope.GetRequiredService<FlagDecisions>().ForAll(Both.Name, true, 100);
            return true;
        });
        var patience = Task.Delay(TimeSpan.FromSeconds(20));
        while (!await flags.IsOn(Both.Name, null) && !patience.IsCompleted)
        {
            await Task.Yield();
        }

        (await flags.IsOn(Both.Name, null)).ShouldBeTrue();
    }

    [TestMethod]
    [Needs<PaperTradingModule>]
    public async Task ModuleSwitch_Off_TurnsItsEndpointsAwayAndNothingElse()
    {
        using (var before = await Admin.Client.GetAsync("/api/trading/paper/accounts"))
        {
            before.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await Decide("module.paper-trading", enabled: false, 100)).ShouldBe(HttpStatusCode.NoContent);

        using var after = await Admin.Client.GetAsync("/api/trading/paper/accounts");
        after.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await after.Content.ReadAsStringAsync()).ShouldContain("flag.off");
        using (var others = await Admin.Client.GetAsync("/api/trading/symbols"))
        {
            others.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using (var anonymous = await Host.Anonymous().GetAsync("/api/trading/paper/accounts"))
        {
            anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var names = (await All()).Select(flag => flag.Name).ToList();
        names.ShouldNotContain("module.admin");
        names.ShouldNotContain("module.identity");
        (await Decide("module.paper-trading", enabled: true, 100)).ShouldBe(HttpStatusCode.NoContent);
    }

    [TestMethod]
    [DataRow("no.such-flag", 50, 404)]
    [DataRow("test.feature", 101, 400)]
    public async Task Decide_Impossible_IsRefused(string name, int percentage, int status) => ((int)await Decide(name, true, percentage)).ShouldBe(status);

    private static Task<IReadOnlyList<DecideFlags.FlagView>> All() => Admin.Client.Get<IReadOnlyList<DecideFlags.FlagView>>("/api/admin/flags");

    private static async Task<HttpStatusCode> Decide(string name, bool enabled, int percentage)
    {
        using var answer = await Admin.Client.PutAsJsonAsync($"/api/admin/flags/{name}", new { enabled, percentage });
        return answer.StatusCode;
    }

    private static async Task<bool> Has(SignedIn person, string flag) => (await person.Client.Get<MyFlags.MyFlagsAnswer>("/api/me/flags")).On.Contains(flag);
}
