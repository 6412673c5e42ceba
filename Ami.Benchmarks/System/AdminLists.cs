using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Identity;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>
/// The users list of the admin area over a hundred thousand accounts, through HTTP: pages, searches, filters, and the export with what the API holds in
/// memory meanwhile.
/// </summary>
internal static class AdminLists
{
    private const int Users = 100_000;
    private const int Warm = 10;
    private const int Repeats = 40;

    private static readonly (string What, string Query)[] Reads =
    [
        ("first page, newest", ""),
        ("first page by address", "?sort=email"),
        ("first page by name", "?sort=-displayName"),
        ("search: one account", "?q=user042424"),
        ("search: two words", "?q=ibanez rossi"),
        ("search: two letters", "?q=zo"),
        ("search: a very common name", "?q=maria"),
        ("search: nothing found", "?q=xyzzyx"),
        ("filter: administrators", "?role=admin"),
        ("filter: students", "?role=student"),
        ("filter: address not confirmed", "?state=unconfirmed"),
        ("filter: students on Premium, by address", "?role=student&plan=premium&sort=email"),
        ("filter: locked", "?state=locked"),
    ];

    public static async Task Run()
    {
        await using var api = await RunningApi.Start();
        var admin = await SignUpAdmin(api);
        await using (var source = NpgsqlDataSource.Create(api.Database))
        await using (var connection = await source.OpenConnectionAsync())
        {
            var seeding = Stopwatch.GetTimestamp();
            await SeedUsers.Fill(connection, Users, DateTimeOffset.UnixEpoch.AddYears(56), CancellationToken.None);
            await api.Analyze("identity.users, identity.user_roles");
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{Users} accounts seeded in {Stopwatch.GetElapsedTime(seeding).TotalSeconds:0.0} s")
            );
        }

        api.Client.DefaultRequestHeaders.Authorization = admin;
        var reference = await Time(api, "/api/me");
        Console.WriteLine(
            string.Format(
                CultureInfo.InvariantCulture,
                "  {0,-44} median {1,6:0.0} ms   slowest {2,6:0.0} ms",
                "reference: one's own profile",
                reference.Median,
                reference.Slowest
            )
        );
        foreach (var (what, query) in Reads)
        {
            Print(what, await Time(api, "/api/admin/users" + query), reference.Median);
        }

        Print("page after 50,000 rows", await Time(api, "/api/admin/users?cursor=" + await Middle(api)), reference.Median);
        await Export(api);
    }

    private static void Print(string what, (double Median, double Slowest) time, double reference) =>
        Console.WriteLine(
            string.Format(
                CultureInfo.InvariantCulture,
                "  {0,-44} median {1,6:0.0} ms   slowest {2,6:0.0} ms   ratio {3:0.0}",
                what,
                time.Median,
                time.Slowest,
                time.Median / reference
            )
        );

    private static async Task<(double Median, double Slowest)> Time(RunningApi api, string path)
    {
        var times = new List<double>();
        for (var i = -Warm; i < Repeats; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await api.Client.GetAsync(new Uri(path, UriKind.Relative));
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        return (times[Repeats / 2], times[^1]);
    }

    /// <summary>The cursor after half of the rows, as somebody gets it who turns pages.</summary>
    private static async Task<string> Middle(RunningApi api)
    {
        string cursor = "";
        for (var seen = 0; seen < Users / 2; seen += 200)
        {
            var page = await api.Client.GetFromJsonAsync<JsonElement>($"/api/admin/users?limit=200&cursor={cursor}");
            cursor = page.GetProperty("nextCursor").GetString() ?? "";
        }

        return cursor;
    }

    private static async Task Export(RunningApi api)
    {
        using var response = await api.Client.GetAsync(new Uri("/api/admin/users/export.csv", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var started = Stopwatch.GetTimestamp();
        var buffer = new byte[64 * 1024];
        var (bytes, before, highest) = (0L, api.ResidentMegabytes(), 0d);
        for (int read; (read = await stream.ReadAsync(buffer)) > 0; bytes += read)
        {
            highest = Math.Max(highest, api.ResidentMegabytes());
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  export of all: {bytes / 1e6:0.0} MB in {seconds:0.0} s ({Users / seconds:0} rows/s); the API's memory {before:0} MB at the start, at most {highest:0} MB meanwhile"
            )
        );
    }

    private static async Task<System.Net.Http.Headers.AuthenticationHeaderValue> SignUpAdmin(RunningApi api)
    {
        await api.SignUp(0);
        await using (var source = NpgsqlDataSource.Create(api.Database))
        await using (
            var grant = source.CreateCommand(
                "insert into identity.user_roles (user_id, role_id) select u.id, r.id from identity.users u, identity.roles r where r.name = 'admin'"
            )
        )
        {
            await grant.ExecuteNonQueryAsync();
        }

        using var response = await api.Client.PostAsJsonAsync("/api/auth/login", new { email = "bench0@example.com", password = "a long enough passphrase" });
        response.EnsureSuccessStatusCode();
        return new("Bearer", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
    }
}
