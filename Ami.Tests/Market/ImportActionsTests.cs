using System.Net;
using System.Text;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market;
using Ami.Modules.Market.Features;
using Ami.TestKit;
using Ami.Tests.Identity;

namespace Ami.Tests.Market;

/// <summary>Staff import splits and dividends.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class ImportActionsTests
{
    private const string Factors = "20050225,0.9,0.5,88.97\n20060310,0.95,0.5,40\n20501231,1,1,0\n";

    [TestMethod]
    public async Task Import_ThatCorrects_SaysInTheAuditLogWhatWasAndWhatIs()
    {
        await using var api = await ApiHost.Start();
        await TestMarkets.List(api, "AUDITED");
        var admin = await api.SignUpStaff(Roles.Admin);
        (await Put(Factors)).ShouldBe((2, 2, 0, 0));
        (await Audited("before -> 'actions'")).ShouldBe("[]");
        (await Audited("json_array_length(after -> 'actions')")).ShouldBe("2");
        (await Put(Factors.Replace("88.97", "80", StringComparison.Ordinal))).ShouldBe((1, 2, 0, 0));
        (await Audited("before -> 'actions' -> 0 ->> 'dividend'")).ShouldBe("4.6826");
        (await Audited("after -> 'actions' -> 0 ->> 'dividend'")).ShouldBe("4.2105");
        (await Audited("after -> 'actions' -> 0 ->> 'day'")).ShouldBe("2005-02-28");
        (await Audited("json_array_length(before -> 'actions') + json_array_length(after -> 'actions')")).ShouldBe("2");

        async Task<(int Changed, int All, int Late, int Unknown)> Put(string content)
        {
            using var body = new StringContent(content, Encoding.UTF8, "text/csv");
            using var answer = await admin.Client.PutAsync(new Uri("/api/admin/market/actions/AUDITED", UriKind.Relative), body);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            var done = await answer.Read<ImportedActions>();
            return (done.Changed, done.All, done.Late, done.Unknown);
        }

        Task<string> Audited(string what) =>
            api.Scalar<string>(
                $"select ({what})::text from core.audit_entries where action = 'market.actions-imported' and subject_id = 'AUDITED' order by at desc limit 1"
            );
    }
}
