using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;

namespace Ami.Tests.Identity.Admin;

/// <summary>A hundred thousand accounts. Not beside other tests: it measures what the process holds in memory.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ManyUsersTests
{
    private const int Users = 100_000;
    private const long Allowed = 16 * 1024 * 1024;
    private static ApiHost _host = null!;
    private static SignedIn _admin = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _host = await ApiHost.Start();
        _admin = await _host.SignUpStaff("admin");
        (await Seed(Environments.Development, "100000")).ShouldBe((0, "Added 100000 accounts, user000001@seed.ami.local to user100000@seed.ami.local."));
        await CoreHost.Execute(_host.Database.Owner, "analyze identity.users, identity.user_roles");
    }

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    [TestMethod]
    [DataRow("production", "5", 1)]
    [DataRow("Development", "0", 2)]
    [DataRow("Development", "many", 2)]
    public async Task Seed_ProductionOrNonsense_IsRefused(string environment, string count, int exit) => (await Seed(environment, count)).Exit.ShouldBe(exit);

    [TestMethod]
    public async Task Export_AllAccounts_HoldsNoMoreMemoryInTheMiddleThanAtTheStart()
    {
        using var response = await _admin.Client.GetAsync("/api/admin/users/export.csv?q=seed.ami.local&sort=email", HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        (await reader.ReadLineAsync())!.ShouldStartWith("id,email,");
        var lines = 0;
        // The process does other things meanwhile, which come and go: what an export held would be there in every look.
        var (atStart, lowest) = (0L, long.MaxValue);
        while (await reader.ReadLineAsync() is not null)
        {
            if (++lines % 10_000 != 1)
            {
                continue;
            }

            var held = GC.GetTotalMemory(forceFullCollection: true);
            if (lines == 10_001)
            {
                atStart = held;
            }

            lowest = lines > Users / 2 ? Math.Min(lowest, held) : lowest;
        }

        lines.ShouldBe(Users);
        (lowest - atStart).ShouldBeLessThan(Allowed);
    }

    /// <summary>Times depend on the machine, plans do not: no page and no search may read the whole table.</summary>
    [TestMethod]
    [DataRow("order by created_at desc, id desc limit 51")]
    [DataRow("where (created_at, id) < (now() - interval '1 year', 'ffffffff-ffff-ffff-ffff-ffffffffffff') order by created_at desc, id desc limit 51")]
    [DataRow("order by normalized_email, id limit 51")]
    [DataRow("order by display_name, id limit 51")]
    [DataRow("where locked_at is not null order by created_at desc, id desc limit 51")]
    [DataRow("where plan = 'Premium' order by created_at desc, id desc limit 51")]
    [DataRow("where search like '%user04242%' order by created_at desc, id desc limit 51")]
    [DataRow("where search like '%ibanez%' and search like '%rossi%' order by created_at desc, id desc limit 51")]
    public async Task Pages_Plans_UseIndexes(string query)
    {
        await using var source = NpgsqlDataSource.Create(_host.Database.Owner);
        await using var command = source.CreateCommand("explain select * from identity.users " + query);
        await using var plan = await command.ExecuteReaderAsync();
        var text = new StringBuilder();
        while (await plan.ReadAsync())
        {
            text.AppendLine(plan.GetString(0));
        }

        text.ToString().ShouldNotContain("Seq Scan");
    }

    [TestMethod]
    public async Task List_ManyMatches_SaysManyInsteadOfCountingThem()
    {
        var all = await _admin.Client.GetFromJsonAsync<JsonElement>("/api/admin/users?q=seed.ami");
        all.TryGetProperty("total", out _).ShouldBeFalse();
        (await _admin.Client.Get<Page<UserRow>>("/api/admin/users?q=user0424")).Total.ShouldBe(100);
    }

    private static async Task<(int Exit, string Output)> Seed(string environment, string count)
    {
        await using var source = NpgsqlDataSource.Create(_host.Database.App);
        var output = new StringWriter();
        var exit = await new SeedUsers(source, new HostingEnvironment { EnvironmentName = environment }, TimeProvider.System).Run(
            [count],
            output,
            CancellationToken.None
        );
        return (exit, output.ToString().Trim());
    }
}
