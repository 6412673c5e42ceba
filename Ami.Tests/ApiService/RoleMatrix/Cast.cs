using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.Modules.Market;
using Ami.Modules.Market.Live;
using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Features;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.Workers;
using Ami.Modules.Workers.Features;
using Ami.TestKit;
using Ami.Tests.Core.LongJobs;
using Ami.Tests.Market;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.ApiService.RoleMatrix;

/// <summary>Everybody who plays: nobody, a person of each role, a worker, and somebody with things that are theirs.</summary>
internal sealed partial class Cast : IAsyncDisposable
{
    public const string Nobody = "anonymous";
    public const string Student = "student";
    public const string Worker = "worker";
    public const string Symbol = "MATRIX-A";
    public const string Impersonator = "administrator who sees AMI as a student";

    /// <summary>A role that an administrator made.</summary>
    public const string Made = "key-keeper";

    public static readonly string[] Callers =
    [
        Nobody,
        Student,
        "instructor",
        "support",
        "admin",
        Made,
        Impersonator,
        .. Needs.Has<WorkersModule>() ? [Worker] : Array.Empty<string>(),
    ];

    /// <summary>What it was given: something that support may, and something that it may not.</summary>
    public static readonly string[] MadeMay = ["audit.read", "system.manage"];

    private readonly Dictionary<string, HttpClient> _clients = [];

    private Cast(ApiHost host) => Host = host;

    public ApiHost Host { get; }

    /// <summary>The person whose things <see cref="Own"/> names.</summary>
    public SignedIn Owner { get; private set; } = null!;

    public Belongings Own { get; private set; } = null!;

    public static async Task<Cast> Assemble()
    {
        var cast = new Cast(await ApiHost.Start(services: LongJobHost.AddFragile));
        await cast.MakeRole();
        foreach (var caller in Callers)
        {
            cast._clients[caller] = await cast.NewClient(caller);
        }

        if (Needs.Has<MarketModule>())
        {
            await cast.List();
            await cast.Quote();
        }

        cast.Owner = await cast.Host.SignUp();
        await cast.Host.DispatchEvents();
        cast.Own = await cast.MakeBelongings();
        return cast;
    }

    public HttpClient this[string caller] => _clients[caller];

    /// <summary>After a call that may have ended the caller's session: comes back as somebody new of that role.</summary>
    public async Task Recover(string caller)
    {
        if (caller is Nobody or Worker)
        {
            return;
        }

        using var alive = await _clients[caller].GetAsync("/api/me");
        if (alive.StatusCode != HttpStatusCode.OK)
        {
            _clients[caller] = await NewClient(caller);
        }
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task<HttpClient> NewClient(string caller) =>
        caller switch
        {
            Nobody => Host.Anonymous(),
            Student => (await Host.SignUp()).Client,
            Worker => await NewWorker(),
            Impersonator => await NewImpersonator(),
            _ => (await Host.SignUpStaff(caller)).Client,
        };

    private async Task MakeRole()
    {
        var admin = await Host.SignUpStaff("admin");
        using var made = await admin.Client.PostAsJsonAsync("/api/admin/roles", new { displayName = "Key keeper" });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        using var decided = await admin.Client.PutAsJsonAsync($"/api/admin/roles/{Made}/permissions", new { permissions = MadeMay, version = 1 });
        decided.StatusCode.ShouldBe(HttpStatusCode.OK, await decided.Content.ReadAsStringAsync());
    }

    private async Task<HttpClient> NewWorker()
    {
        var admin = await Host.SignUpStaff("admin");
        var scopes = await admin.Client.GetFromJsonAsync<string[]>("/api/admin/api-keys/scopes");
        using var made = await admin.Client.PostAsJsonAsync(
            "/api/admin/api-keys",
            new
            {
                name = "matrix",
                scopes,
                addresses = Array.Empty<string>(),
                expiresInDays = 1,
                requestsPerMinute = 6000,
            }
        );
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var worker = Host.Anonymous();
        worker.DefaultRequestHeaders.Add("X-Api-Key", (await made.Read<ApiKeyMade>()).Key);
        return worker;
    }

    private async Task<HttpClient> NewImpersonator()
    {
        var (admin, student) = (await Host.SignUpStaff("admin"), await Host.SignUp());
        using var begun = await admin.Client.PostAsJsonAsync($"/api/admin/users/{student.UserId}/impersonation", new { reason = "matrix" });
        begun.StatusCode.ShouldBe(HttpStatusCode.OK, await begun.Content.ReadAsStringAsync());
        var client = Host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await begun.Read<AccessGrant>()).AccessToken);
        return client;
    }

    private async Task<(Guid Account, Guid Order, string ShareToken)> MakeAccount()
    {
        if (!Needs.Has<PaperTradingModule>())
        {
            return (default, default, "");
        }

        var account = (await Owner.Client.Get<AccountList>("/api/trading/paper/accounts")).Items[0].Id;
        using var order = new HttpRequestMessage(HttpMethod.Post, "/api/trading/paper/order")
        {
            Content = JsonContent.Create(
                new
                {
                    accountId = account,
                    symbol = Symbol,
                    side = "buy",
                    type = "limit",
                    quantity = 1,
                    limitPrice = 50,
                }
            ),
            Headers = { { "Idempotency-Key", "matrix" } },
        };
        using var placed = await Owner.Client.SendAsync(order);
        placed.StatusCode.ShouldBe(HttpStatusCode.Created, await placed.Content.ReadAsStringAsync());
        return (account, (await placed.Read<OrderView>()).Id, (await MakeLink(account)).Address.Split('/')[^1]);
    }

    private async Task<Belongings> MakeBelongings()
    {
        var (account, order, shareToken) = await MakeAccount();

        // A second session, on another device.
        using var elsewhere = await Host.Anonymous().PostAsJsonAsync("/api/auth/login", new { email = Owner.Email, password = ApiHost.Password });
        elsewhere.IsSuccessStatusCode.ShouldBeTrue(await elsewhere.Content.ReadAsStringAsync());
        var session = (await Owner.Client.Get<IReadOnlyList<MySessions.MySession>>("/api/me/sessions")).First(s => !s.Current).Id;
        var device = Guid.CreateVersion7(Host.Time.GetUtcNow());
        await Execute(
            """
            insert into identity.devices (id, user_id, hash, created_at, last_used_at, trusted_until)
            values ($1, $2, sha256($1::text::bytea), now(), now(), now() + interval '1 day')
            """,
            device,
            Owner.UserId
        );
        var link = Guid.CreateVersion7(Host.Time.GetUtcNow());
        await Execute(
            """
            insert into core.share_links (id, user_id, kind, subject, terms, token_hash, created_at, expires_at)
            values ($1, $2, 'matrix', $2, '{}', sha256($1::text::bytea), now(), now() + interval '1 day')
            """,
            link,
            Owner.UserId
        );
        await Host.DispatchEvents();
        var notification = Needs.Has<NotificationsModule>()
            ? (await Owner.Client.Get<Page<GetNotifications.NotificationView>>("/api/notifications")).Items[0].Id
            : default;
        return new Belongings(
            Owner.UserId,
            account,
            order,
            session,
            device,
            notification,
            await MakeJob(),
            link,
            await MakeInvoice(),
            await MakeWithdrawal(),
            shareToken,
            Symbol,
            await MakeIdea(),
            await MakeInvitation(),
            await PublishCourses(),
            await MakeReplay()
        );
    }

    private async Task<Guid> MakeReplay()
    {
        if (!Needs.Has<PaperTradingModule>())
        {
            return default;
        }

        await Execute(
            """
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select s.id, 3600, timestamptz '2024-01-01Z' + n * interval '1 hour', 100, 101, 99, 100, 1
            from market.symbols s, generate_series(0, 9) n where s.symbol = $1
            """,
            Symbol
        );
        using var opened = await Owner.Client.PostOnce("/api/trading/paper/replays", new { symbol = Symbol, from = "2024-01-01T01:00:00Z" });
        opened.StatusCode.ShouldBe(HttpStatusCode.Created, await opened.Content.ReadAsStringAsync());
        return (await opened.Read<ReplayView>()).Id;
    }

    private async Task<NewShareLink> MakeLink(Guid account)
    {
        using var made = await Owner.Client.PostAsJsonAsync($"/api/trading/paper/accounts/{account}/share", new { amounts = false });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return await made.Read<NewShareLink>();
    }

    private Task<Guid> MakeJob() =>
        Host.InScope(async services =>
        {
            var jobs = services.GetRequiredService<Ami.Core.LongJobs>();
            return (await jobs.Enqueue(LongJobHost.Fragile, new NewLongJob<Work>(jobs.NewId(), Owner.UserId, Symbol, new Work(Symbol)), CancellationToken.None))
                .Result
                .Value
                .Id;
        });

    /// <summary>Gives the symbol a price of now: it is none for long.</summary>
    public async Task Quote()
    {
        var now = Host.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var tick = new LiveTick(
            Symbol: Symbol,
            Time: now,
            MarketTime: now,
            Bid: 100m,
            Ask: 100m,
            Last: 100m,
            Size: 1m,
            Replay: false,
            Forming: new LiveBar(60_000, now, 100m, 100m, 100m, 100m, 1m),
            Closed: []
        );
        await Host.Services.GetRequiredService<LiveBus>().Set(LiveTick.QuoteKey(Symbol), tick.ToBytes(), TimeSpan.FromMinutes(5));
    }

    private Task List() => TestMarkets.List(Host, Symbol);

    public async Task Execute(string sql, params object[] parameters)
    {
        await using var source = NpgsqlDataSource.Create(Host.Database.App);
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.With(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
