using System.Net;
using Microsoft.AspNetCore.Http;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.Identity;

/// <summary>What a request shows of the browser that sent it: enough for its owner to recognise it.</summary>
/// <param name="UserAgent">As it was sent, shortened.</param>
/// <param name="Address">Where from.</param>
internal sealed record Caller(string? UserAgent, IPAddress? Address)
{
    private const int MaxUserAgent = 400;

    public NpgsqlParameter AgentParameter => new() { Value = (object?)UserAgent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    public NpgsqlParameter AddressParameter => new() { Value = (object?)Address ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Inet };

    public static Caller Of(HttpContext? context)
    {
        var agent = context?.Request.Headers.UserAgent.ToString();
        return new Caller(string.IsNullOrEmpty(agent) ? null : agent[..Math.Min(agent.Length, MaxUserAgent)], context?.ClientIp());
    }
}
