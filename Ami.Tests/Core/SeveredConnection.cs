using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Ami.Tests.Core;

/// <summary>
/// Stands between a process and its database and passes everything on, until it is told to lose one answer: then what contains a certain value reaches the
/// database, and the connection ends when the database has answered.
/// </summary>
internal sealed class SeveredConnection : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly NpgsqlConnectionStringBuilder _database;
    private byte[]? _fatal;

    internal SeveredConnection(string connection)
    {
        _database = new NpgsqlConnectionStringBuilder(connection);
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connection)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        }.ConnectionString;
        _ = Accept();
    }

    internal string ConnectionString { get; }

    internal bool HasSwallowed { get; private set; }

    /// <summary>Once: to the next request that holds this id.</summary>
    internal void SwallowAnswerTo(Guid id) => Volatile.Write(ref _fatal, id.ToByteArray(bigEndian: true));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested)
        {
            _ = Serve(await _listener.AcceptTcpClientAsync(_end.Token));
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_database.Host!, _database.Port, _end.Token);
            var condemned = new StrongBox();
            await Task.WhenAny(
                Pass(
                    client.GetStream(),
                    server.GetStream(),
                    sent =>
                    {
                        if (Volatile.Read(ref _fatal) is { } id && sent.Span.IndexOf(id) >= 0 && Interlocked.CompareExchange(ref _fatal, null, id) == id)
                        {
                            condemned.Value = true;
                        }

                        return true;
                    }
                ),
                Pass(server.GetStream(), client.GetStream(), _ => !condemned.Value)
            );
            HasSwallowed |= condemned.Value;
        }
    }

    /// <returns>When either side ends, or <paramref name="passes"/> says that what was read is not to be passed on.</returns>
    private async Task Pass(NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, bool> passes)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var read && passes(buffer.AsMemory(0, read)))
        {
            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
    }

    private sealed class StrongBox
    {
        internal volatile bool Value;
    }
}
