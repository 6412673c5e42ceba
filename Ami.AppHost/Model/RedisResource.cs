using System.Globalization;
using Ami.AppHost.Containers;
using Ami.AppHost.Running;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Model;

/// <summary>A server of the Redis protocol: a given one, a container, or an embedded Garnet, in this order.</summary>
public sealed class RedisResource : Resource
{
    private string? _connection;

    internal RedisResource(string name) : base(name) => Connection = new ConnectionReference(name, this, () => _connection);

    public ConnectionReference Connection { get; }

    internal override IReadOnlyList<PlannedInstance> Plan(RunContext context)
    {
        if (context.Given(Name) is { } given)
        {
            _connection = given;
            var server = Parse(given);
            return [new(Name, [$"{server.Host}:{server.Port}"], _ => Task.FromResult(
                new Launch(Spec: null, cancel => RedisProbe.IsReadyAsync(server.Host, server.Port, server.Password, cancel))))];
        }

        var port = FreePort.Next();
        return [new(Name, [$"127.0.0.1:{port}"], cancel =>
            context.Options.Containers ? ContainerAsync(context, port, cancel) : EmbeddedAsync(context, port, cancel))];
    }

    /// <summary>Host, port and password of a StackExchange.Redis configuration string; of several servers the first.</summary>
    internal static (string Host, int Port, string? Password) Parse(string connection)
    {
        var parts = connection.Split(',', StringSplitOptions.TrimEntries);
        var address = parts[0].Split(':');
        var port = address.Length > 1 && int.TryParse(address[1], CultureInfo.InvariantCulture, out var given) ? given : 6379;
        const string password = "password=";
        return (address[0], port,
            Array.Find(parts, part => part.StartsWith(password, StringComparison.OrdinalIgnoreCase))?[password.Length..]);
    }

    private async Task<Launch> EmbeddedAsync(RunContext context, int port, CancellationToken cancel)
    {
        var program = await new EmbeddedPrograms(context.Repository, context.Progress).GarnetAsync(cancel);
        var place = await ServerPlace.FindAsync(context.DataFolder, cancel);
        var server = await EmbeddedGarnet.PrepareAsync(program, place, port, context.Secrets.Redis, cancel);
        _connection = server.Connection;
        return new Launch(server.Launch, server.IsReadyAsync);
    }

    private async Task<Launch> ContainerAsync(RunContext context, int port, CancellationToken cancel)
    {
        var engine = await ContainerEngine.FindAsync(context.ContainerPrograms, cancel);
        _connection = EmbeddedGarnet.ConnectionTo(port, context.Secrets.Redis);
        var launch = await engine.PrepareAsync(ContainerImages.Redis(context, port), context.Progress, cancel);
        return launch with { IsReady = stop => RedisProbe.IsReadyAsync("127.0.0.1", port, context.Secrets.Redis, stop) };
    }
}
