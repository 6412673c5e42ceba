using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Ami.AppHost.Servers;

/// <summary>Asks a Redis-protocol server whether it answers, in its protocol's text form; no client library needed.</summary>
internal static class RedisProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="password">Null when the server asks for none.</param>
    public static async Task<bool> IsReadyAsync(string host, int port, string? password, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var connection = new TcpClient { NoDelay = true };
            await connection.ConnectAsync(host, port, limit.Token);
            await using var stream = connection.GetStream();
            await stream.WriteAsync(Request(password), limit.Token);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            while (await reader.ReadLineAsync(limit.Token) is { } line)
            {
                if (line == "+PONG")
                {
                    return true;
                }

                if (line.StartsWith('-'))
                {
                    return false;
                }
            }

            return false;
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Host, port and password of a StackExchange.Redis configuration string; of several servers the first.</summary>
    public static (string Host, int Port, string? Password) Parse(string connection)
    {
        var parts = connection.Split(',', StringSplitOptions.TrimEntries);
        var address = parts[0].Split(':');
        var port = address.Length > 1 && int.TryParse(address[1], CultureInfo.InvariantCulture, out var given) ? given : 6379;
        const string password = "password=";
        return (address[0], port, Array.Find(parts, part => part.StartsWith(password, StringComparison.OrdinalIgnoreCase))?[password.Length..]);
    }

    private static byte[] Request(string? password)
    {
        var login = password is null ? "" : $"*2\r\n$4\r\nAUTH\r\n${Encoding.UTF8.GetByteCount(password)}\r\n{password}\r\n";
        return Encoding.UTF8.GetBytes(login + "*1\r\n$4\r\nPING\r\n");
    }
}
