using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Ami.AppHost.Servers;

internal static class FreePort
{
    // Below the range that systems take ports of outgoing connections from: such a connection could otherwise sit on
    // the port of a server that is just being restarted.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    /// <summary>A TCP port of the loopback interface that nothing listens on at this moment.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    /// <summary>Nothing listens on it, at neither of the addresses that <c>localhost</c> means.</summary>
    public static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port);

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
            return true;
        }
        catch (SocketException error)
        {
            // A machine without IPv6 has nothing listening there either.
            return error.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable;
        }
    }
}
