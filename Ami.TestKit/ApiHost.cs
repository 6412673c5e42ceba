extern alias ApiService;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Ami.Modules.Identity;
using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Mailing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.TestKit;

/// <summary>
/// The real API, pipeline and modules, on a database of its own. Time is the system's, moved as <see cref="ShiftedTime"/> is told. A silo's work is done when
/// a test asks for it (<see cref="DispatchEvents"/>), so nothing happens behind its back. It has a pool of one connection: whatever holds one and asks for a
/// second fails here, as it would when many do it at once.
/// </summary>
public sealed class ApiHost : IAsyncDisposable
{
    /// <summary>A password that the rules accept.</summary>
    public const string Password = "correct horse battery staple";

    private static int _users;

    static ApiHost() => AppContext.SetSwitch(SharedCopies.RefuseInTransactions, true);

    private WebApplicationFactory<ApiService::Program>? _running;

    private readonly DirectoryInfo _mails;
    private readonly Mailbox _mailbox;

    private ApiHost(WebApplicationFactory<ApiService::Program> factory, TestDatabase database, ShiftedTime time, DirectoryInfo mails) =>
        (_running, Database, Time, _mails, _mailbox) = (factory, database, time, mails, new Mailbox(mails.FullName));

    public TestDatabase Database { get; }

    public ShiftedTime Time { get; }

    /// <summary>The mails that <see cref="DispatchEvents"/> sent. Where nobody sends mails a test that looks for one is skipped.</summary>
    public Mailbox Mailbox
    {
        get
        {
            Needs.Demand<NotificationsModule>();
            return _mailbox;
        }
    }

    private WebApplicationFactory<ApiService::Program> Factory => _running ?? throw new ObjectDisposedException(nameof(ApiHost));

    public IServiceProvider Services => Factory.Services;

    /// <summary>For WebSockets: <c>host.Server.CreateWebSocketClient()</c>.</summary>
    public Microsoft.AspNetCore.TestHost.TestServer Server => Factory.Server;

    /// <param name="settings">Configuration beside the connection strings.</param>
    /// <param name="services">Changes the services, after the modules registered theirs.</param>
    /// <param name="database">An existing database, for API processes beside each other.</param>
    public static async Task<ApiHost> Start(
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        TestDatabase? database = null
    ) => Run(settings, services, database ?? await TestServers.CreateDatabase(), new ShiftedTime());

    /// <summary>Another API process on the same database, with the same clock.</summary>
    public ApiHost StartAnother(IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null) =>
        Run(settings, services, Database, Time);

    private static ApiHost Run(IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? services, TestDatabase database, ShiftedTime time)
    {
        var mails = Directory.CreateTempSubdirectory("ami-mail-");
        var factory = new WebApplicationFactory<ApiService::Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Testing").MeasureNothing();
            builder.UseSetting("ConnectionStrings:ami", OneConnection(database.App));
            builder.UseSetting("ConnectionStrings:redis", database.Redis);
            // Hosts on one database are silos of one cluster.
            builder.UseSetting("Cluster:Embedded", "true");
            builder.UseSetting("Cluster:SiloPort", "0");
            builder.UseSetting("Cluster:GatewayPort", "0");
            builder.UseSetting("Files:Folder", Path.Combine(Path.GetTempPath(), $"ami-test-{Environment.ProcessId}", "files"));
            builder.UseSetting("Identity:PasswordIterations", "1000");
            // Students of these tests call as often as they like; the tests of quotas give null, and get what the product says.
            foreach (var group in new[] { "ml", "agent", "trading" })
            {
                builder.UseSetting($"Quotas:{group}:free", "unlimited");
            }

            // Tests send hundreds of calls at once; what a process refuses then has tests of its own.
            foreach (var kind in Enum.GetNames<Urgency>())
            {
                builder.UseSetting($"Admission:{kind}", "1000");
            }

            // Every client of a test is the same machine.
            builder.UseSetting(ClientAddress.TrustLoopback, "true");
            builder.UseSetting("Ami:MasterKey", Convert.ToBase64String(SHA256.HashData("test"u8)));
            builder.UseSetting("Mail:Pickup", mails.FullName);
            builder.UseSetting("App:PublicUrl", "https://localhost");
            foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            {
                builder.UseSetting(key, value);
            }

            builder.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
            builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            builder.ConfigureServices(collection =>
            {
                collection.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
                // Who is a member, and how long a call waits, goes by real time: a silo that starts when a test has moved the clock has not been starting for days.
                foreach (var name in new[] { TimeProviderNames.Membership, TimeProviderNames.Messaging, TimeProviderNames.SystemTimers })
                {
                    collection.Replace(ServiceDescriptor.KeyedSingleton(name, TimeProvider.System));
                }

                collection.TryAddSingleton(new OutboxOptions());
                collection.AddSingleton<OutboxDispatcher>();
                collection.AddSingleton<ReminderService>();
                services?.Invoke(collection);
            });
        });
        _ = factory.Server;
        return new ApiHost(factory, database, time, mails);
    }

    /// <summary>With a pool of one, and little patience for it.</summary>
    private static string OneConnection(string connectionString) =>
        new Npgsql.NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 1, Timeout = 10 }.ConnectionString;

    /// <summary>A client of nobody, with a cookie jar of its own.</summary>
    public HttpClient Anonymous() =>
        Factory.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });

    /// <summary>Registers a new student and returns a client that is signed in as them.</summary>
    public async Task<SignedIn> SignUp(string? email = null, string language = "en")
    {
        email ??= $"student{Interlocked.Increment(ref _users)}@example.com";
        var client = Anonymous();
        using var response = await client.PostAsJsonAsync(
            "/api/auth/register",
            new
            {
                email,
                password = Password,
                displayName = "Student",
                language,
                timeZone = "UTC",
            }
        );
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        var grant = await response.Read<AccessGrant>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", grant.AccessToken);
        return new SignedIn(client, grant.User.Id, email, grant.AccessToken);
    }

    /// <summary>A new person with a further role, signed in with it.</summary>
    public async Task<SignedIn> SignUpStaff(string role)
    {
        var person = await SignUp();
        await using (var source = Npgsql.NpgsqlDataSource.Create(Database.Owner))
        await using (var grant = source.CreateCommand("insert into identity.user_roles (user_id, role_id) select $1, id from identity.roles where name = $2"))
        {
            grant.With(person.UserId).With(role);
            (await grant.ExecuteNonQueryAsync()).ShouldBe(1, role);
        }

        return await SignIn(person);
    }

    /// <summary>Gives a person's client a new session, and with it the roles that they have by now.</summary>
    public static async Task<SignedIn> SignIn(SignedIn person)
    {
        using var response = await person.Client.PostAsJsonAsync("/api/auth/login", new { email = person.Email, password = Password });
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        var token = (await response.Read<AccessGrant>()).AccessToken;
        person.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return person with { AccessToken = token };
    }

    /// <summary>Handles all events that wait in the outbox, and those that their handlers publish; then sends the mails that are due.</summary>
    public async Task DispatchEvents()
    {
        var dispatcher = Services.GetRequiredService<OutboxDispatcher>();
        while (await dispatcher.DispatchOnce(CancellationToken.None) > 0) { }

        while (Services.GetService<MailQueue>() is { } mails && await mails.SendDue(CancellationToken.None) > 0) { }
    }

    /// <summary>Runs work in a scope, as a request has one.</summary>
    public async Task<T> InScope<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is null)
        {
            return;
        }

        // The program stops its host itself; a silo that the factory stops at the same time makes one of the two wait for a second.
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        var stopped = new TaskCompletionSource();
        await using (lifetime.ApplicationStopped.Register(stopped.SetResult))
        {
            lifetime.StopApplication();
            await stopped.Task;
        }

        await Factory.DisposeAsync();
        // Whoever holds this host holds no more of it.
        _running = null;
        _mails.Delete(recursive: true);
    }
}

/// <summary>A signed-in person.</summary>
/// <param name="Client">Sends their access token, and keeps their refresh cookie.</param>
/// <param name="UserId">Their id.</param>
/// <param name="Email">What they signed up with; the password is <see cref="ApiHost.Password"/>.</param>
/// <param name="AccessToken">The first access token.</param>
public sealed record SignedIn(HttpClient Client, Guid UserId, string Email, string AccessToken);

/// <summary>The system's time, moved forward as a test wishes. Timers run in real time.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _offset,
        _elapsed;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    public override long GetTimestamp() => base.GetTimestamp() + (Interlocked.Read(ref _elapsed) * (TimestampFrequency / TimeSpan.TicksPerSecond));

    /// <param name="by">How far the clock on the wall goes on.</param>
    /// <param name="elapses">True when that time also passes for whoever measures how long ago something was.</param>
    public void Advance(TimeSpan by, bool elapses = false)
    {
        Interlocked.Add(ref _offset, by.Ticks);
        if (elapses)
        {
            Interlocked.Add(ref _elapsed, by.Ticks);
        }
    }
}
