using System.Net;
using System.Net.Sockets;

namespace Ami.AppHost.Servers;

internal static class FreePort
{
    /// <summary>A TCP port of the loopback interface that nothing listens on at this moment.</summary>
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
