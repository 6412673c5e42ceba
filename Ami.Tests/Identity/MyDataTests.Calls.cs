using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Growth;
using Ami.Modules.Market;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.TestKit;
using Ami.Tests.Core.Images;
using Ami.Tests.Core.LongJobs;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Identity;

public sealed partial class MyDataTests
{
    /// <summary>Somebody with a picture, a practice account that is shared, a message, an idea, a drawing, a long job with its file, and several sessions.</summary>
    private static async Task<SignedIn> Somebody(string email)
    {
        var user = await Host.SignUp(email);
        using var picture = new ByteArrayContent(Pictures.PalettePng);
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        (await user.Client.PutAsync("/api/me/avatar", picture)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Host.DispatchEvents();
        if (Needs.Has<PaperTradingModule>())
        {
            await Share(user, $"By {email}");
            var account = (await user.Client.Get<AccountList>("/api/trading/paper/accounts")).Items[0].Id;
            using var ruled = new HttpRequestMessage(HttpMethod.Put, $"/api/trading/paper/accounts/{account}/rules")
            {
                Content = JsonContent.Create(new { needsStop = true }),
                Headers = { { "Idempotency-Key", "ruled" } },
            };
            (await user.Client.SendAsync(ruled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        if (Needs.Has<GrowthModule>())
        {
            (await user.Client.PostOnce("/api/feedback", new { title = $"Idea of {email}" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        if (Needs.Has<MarketModule>())
        {
            await Draw(user, $"Drawn by {email}");
        }

        await Host.InScope(async services =>
        {
            var jobs = services.GetRequiredService<LongJobs>();
            var id = jobs.NewId();
            var file = await jobs.StoreInput(id, new MemoryStream([1, 2, 3]), CancellationToken.None);
            return await jobs.Enqueue(
                LongJobHost.Fragile,
                new NewLongJob<Work>(id, user.UserId, email, new Work(email)) { File = file },
                CancellationToken.None
            );
        });
        return user;
    }

    /// <summary>Writes on a chart, keeps a style under the name of who did it, a layout and a screen.</summary>
    private static async Task Draw(SignedIn user, string text)
    {
        await Sql(
            """
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
            select 'DRAWN', 'Drawn', 'Crypto', 'USD', 2, 3, 0.001, 'Imported' where $1 is not null on conflict do nothing
            """,
            user.UserId
        );
        await Host.Services.GetRequiredService<SymbolDirectory>().Refresh();
        var style = new
        {
            color = "red",
            width = 2,
            dash = "solid",
        };
        using var drawn = await user.Client.PutAsJsonAsync(
            $"/api/trading/drawings/DRAWN/{Guid.CreateVersion7()}",
            new
            {
                version = 0,
                kind = "text",
                points = new[] { new { t = 1_700_000_000_000, price = 1.5 } },
                style,
                text,
            }
        );
        drawn.StatusCode.ShouldBe(HttpStatusCode.OK, await drawn.Content.ReadAsStringAsync());
        using var kept = await user.Client.PutAsJsonAsync(
            $"/api/trading/drawing-templates/{Guid.CreateVersion7()}",
            new
            {
                kind = "text",
                name = user.Email,
                style,
            }
        );
        kept.StatusCode.ShouldBe(HttpStatusCode.OK, await kept.Content.ReadAsStringAsync());
        using var arranged = await user.Client.PutAsJsonAsync(
            $"/api/trading/layouts/{Guid.CreateVersion7()}",
            new
            {
                version = 0,
                name = "Mine",
                isCurrent = true,
                body = new
                {
                    charts = new[]
                    {
                        new
                        {
                            symbol = "DRAWN",
                            interval = "1h",
                            type = "candles",
                            scale = "normal",
                            compare = Array.Empty<string>(),
                            indicators = Array.Empty<string>(),
                        },
                    },
                    links = new
                    {
                        symbol = true,
                        interval = true,
                        crosshair = true,
                    },
                    panels = new { side = 20 },
                },
            }
        );
        arranged.StatusCode.ShouldBe(HttpStatusCode.OK, await arranged.Content.ReadAsStringAsync());
        using var searched = await user.Client.PutAsJsonAsync(
            $"/api/trading/screens/{Guid.CreateVersion7()}",
            new
            {
                version = 0,
                name = "Mine",
                body = new
                {
                    interval = "1d",
                    rule = "close > open",
                    columns = Array.Empty<object>(),
                },
            }
        );
        searched.StatusCode.ShouldBe(HttpStatusCode.OK, await searched.Content.ReadAsStringAsync());
    }

    /// <summary>Shares the practice account; gives where everybody reads it.</summary>
    private static async Task<string> Share(SignedIn user, string title)
    {
        var account = (await user.Client.Get<AccountList>("/api/trading/paper/accounts")).Items[0].Id;
        using var made = await user.Client.PostAsJsonAsync($"/api/trading/paper/accounts/{account}/share", new { amounts = true, title });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var address = (await made.Read<NewShareLink>()).Address;
        return $"/api/shared{new Uri(address).AbsolutePath["/s".Length..]}";
    }

    private static async Task<Guid> JobOf(SignedIn user) => (await user.Client.Get<Page<LongJobView>>("/api/me/jobs")).Items[0].Id;

    private static string FileOf(Guid job) => $"long-jobs/{job:n}/input";

    private static async Task<List<string>> FilesOfJobs()
    {
        var keys = new List<string>();
        await foreach (var key in Host.Services.GetRequiredService<FileStore>().List(FileKey.Parse("long-jobs")))
        {
            keys.Add(key.Value);
        }

        return keys;
    }

    private static Task<int> Erase() => Host.Services.GetRequiredService<ReminderService>().FireDue(CancellationToken.None);

    private static Task<HttpResponseMessage> Login(SignedIn user) =>
        Host.Anonymous().PostAsJsonAsync("/api/auth/login", new { email = user.Email, password = ApiHost.Password });

    private static Task<HttpResponseMessage> Delete(SignedIn user, string confirmation) =>
        user.Client.PostAsJsonAsync("/api/me/deletion", new { confirmation });

    private static async Task<Dictionary<string, byte[]>> Unpacked(HttpResponseMessage response)
    {
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using var file = await entry.OpenAsync();
            await file.CopyToAsync(content);
            files[entry.FullName] = content.ToArray();
        }

        return files;
    }

    private static IEnumerable<string> PropertiesOf(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => PropertiesOf(p.Value).Prepend(p.Name)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(PropertiesOf),
            _ => [],
        };

    private static async Task Sql(string sql, Guid userId)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(Host.Database.Owner);
        await using var command = source.CreateCommand(sql);
        command.With(userId);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> Scalar<T>(string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(Host.Database.Owner);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row."));
    }

    [TestMethod]
    public async Task Erase_EveryTableThatNamesAUser_IsLookedInto()
    {
        var user = await Somebody("everywhere@example.com");
        var looked = await Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            return await unitOfWork.Run(async ct =>
            {
                await services.GetRequiredService<PersonalDataSet>().Erase(user.UserId, ct);
                await using var command = unitOfWork.Command("select schemaname || '.' || relname from pg_stat_xact_user_tables where seq_scan + idx_scan > 0");
                var tables = new List<string>();
                await using var reader = await command.ExecuteReaderAsync(ct);
                while (await reader.ReadAsync(ct))
                {
                    tables.Add(reader.GetString(0));
                }

                return tables;
            });
        });
        (await PersonalTraces.TablesThatNameUsers(Host.Database.Owner))
            .Except(looked)
            .ShouldBeEmpty("nobody erases these when an account goes: register an IPersonalData");
    }
}
