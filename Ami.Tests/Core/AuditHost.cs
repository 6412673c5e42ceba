using System.Security.Cryptography;
using Ami.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

/// <summary>The audit log over a database of its own.</summary>
internal sealed class AuditHost : IAsyncDisposable
{
    private AuditHost(ServiceProvider services, TestDatabase database, ManualTime time) => (Services, Database, Time) = (services, database, time);

    public ServiceProvider Services { get; }

    public TestDatabase Database { get; }

    public ManualTime Time { get; }

    public static async Task<AuditHost> Start(DateTimeOffset? now = null)
    {
        var database = await TestServers.CreateDatabase();
        var time = new ManualTime(now);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [MasterKey.Setting] = Convert.ToBase64String(SHA256.HashData("audit"u8)) })
            .Build();
        var services = CoreHost.Build(database.App, more => more.AddSingleton<TimeProvider>(time).AddSingleton<IConfiguration>(configuration));
        return new AuditHost(services, database, time);
    }

    public Task Append(string action, Guid? actor = null, object? after = null) =>
        Services.InScope(async scope =>
        {
            await scope.GetRequiredService<AuditLog>().Write(new AuditEntry(action, "user", actor?.ToString()) { ActorId = actor, After = after });
            return true;
        });

    /// <summary>Some entries, one after the other, and an anchor over them.</summary>
    public async Task AppendAndAnchor(int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            await Append($"test.act-{i}", Guid.CreateVersion7(Time.GetUtcNow()), new { number = i });
        }

        (await Services.GetRequiredService<AuditAnchors>().Drop()).ShouldNotBeNull();
    }

    public Task<AuditVerification> Verify(string? known = null) => Services.GetRequiredService<AuditVerifier>().Verify(known);

    /// <summary>What somebody does who owns the tables and switches their triggers off.</summary>
    public Task Tamper(string sql) =>
        CoreHost.Execute(
            Database.Owner,
            $"""
            alter table core.audit_chain disable trigger user; alter table core.audit_details disable trigger user; alter table core.audit_anchors disable trigger user;
            {sql};
            """
        );

    public ValueTask DisposeAsync() => Services.DisposeAsync();
}
