using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Workers.Features;
using Ami.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Workers;

public sealed partial class ApiKeyTests
{
    private static object New(string name = "importer", string[]? addresses = null, int requestsPerMinute = 1000) =>
        new
        {
            name,
            scopes = new[] { "ping" },
            addresses = addresses ?? [],
            expiresInDays = 30,
            requestsPerMinute,
        };

    private static async Task<(string Key, Guid Id)> Create(string name = "importer", string[]? addresses = null, int requestsPerMinute = 1000)
    {
        using var response = await Admin.Client.PostAsJsonAsync("/api/admin/api-keys", New(name, addresses, requestsPerMinute));
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        response.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        var made = await response.Read<ApiKeyMade>();
        return (made.Key, made.Details.Id);
    }

    private static async Task<string> Rotate(Guid id, int overlapMinutes)
    {
        using var response = await Admin.Client.PostAsJsonAsync($"/api/admin/api-keys/{id}/rotate", new { overlapMinutes });
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.Read<ApiKeyMade>()).Key;
    }

    private static async Task<HttpResponseMessage> Ping(string? key, string? peer = null, string? forwardedFor = null, ApiHost? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/internal/ping");
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Api-Key", key);
        }

        if (peer is not null)
        {
            request.Headers.Add(Peer, peer);
        }

        if (forwardedFor is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        }

        return await (host ?? Host).Anonymous().SendAsync(request);
    }

    private static async Task<(int Status, string Code)> Refusal(HttpResponseMessage response) => ((int)response.StatusCode, await response.Code());

    private static async Task<ApiKeyRow> Row(Guid id) =>
        (await Admin.Client.Get<Page<ApiKeyRow>>("/api/admin/api-keys?limit=200")).Items.Single(key => key.Id == id);

    private static Task<long> Audited(string action, Guid id) =>
        Scalar<long>("select count(*) from core.audit_entries where action = $1 and subject_id = $2", action, id.ToString());

    private static async Task<T> Scalar<T>(string sql, params object[] parameters)
    {
        await using var source = NpgsqlDataSource.Create(Host.Database.App);
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.With(parameter);
        }

        return (T)(await command.ExecuteScalarAsync()).ShouldNotBeNull();
    }

    private static async Task Execute(string sql, Guid id)
    {
        await using var source = NpgsqlDataSource.Create(Host.Database.App);
        await using var command = source.CreateCommand(sql);
        command.With(id);
        (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
    }

    /// <summary>The test server has no network: a request says whose connection it came in on, before anything of the application sees it.</summary>
    private static void WithPeers(IServiceCollection services) => services.AddSingleton<IStartupFilter>(new PeerFilter());

    private sealed class PeerFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, rest) =>
                    {
                        if (IPAddress.TryParse(context.Request.Headers[Peer].ToString(), out var address))
                        {
                            context.Connection.RemoteIpAddress = address;
                        }

                        return rest(context);
                    }
                );
                next(app);
            };
    }
}
