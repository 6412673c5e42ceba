namespace Ami.Web.Edge;

/// <summary>Settings of the edge, section <c>Edge</c>.</summary>
internal sealed class EdgeOptions
{
    /// <summary>How long the API may take to begin its answer before the client gets 504. Default 100 s.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long connecting to a replica may take. Default 2 s.</summary>
    public TimeSpan ConnectWithin { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a replica that refused a connection is asked last. Default 2 s.</summary>
    public TimeSpan SkipFor { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Largest request body in bytes that is passed on; the API's own limit is lower for most endpoints. Default 64 MiB.</summary>
    public long BodyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Requests that one address (IPv6: one /64) may make at once before it must wait. Default 1000; 0 switches the limit off.</summary>
    public int PerAddressBurst { get; set; } = 1000;

    /// <summary>Requests a second that one address regains. Default 200.</summary>
    public int PerAddressPerSecond { get; set; } = 200;

    /// <summary>Reads that may wait at once for the beginning of one replica's answer; more are refused. Default 32.</summary>
    public int ReadsPerReplica { get; set; } = 32;

    /// <summary>Whether this machine is exempt from that limit and may read the metrics (<see cref="ClientAddress.TrustLoopback"/>).</summary>
    public bool TrustLoopback { get; set; }
}
