using StackExchange.Redis;

namespace Ami.Core;

/// <summary>Scripts at the Redis-protocol server.</summary>
public static class RedisScripts
{
    /// <summary>Runs a script, also after the server was restarted.</summary>
    /// <param name="server">The server.</param>
    /// <param name="script">Lua.</param>
    /// <param name="keys">KEYS of the script.</param>
    /// <param name="values">ARGV of the script.</param>
    /// <returns>What the script answers.</returns>
    /// <exception cref="RedisException">The server is away or refuses the script.</exception>
    public static async Task<RedisResult> RunScript(this IDatabase server, string script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await server.ScriptEvaluateAsync(script, keys, values);
        }
        catch (RedisServerException e) when (e.Message.Contains("NOSCRIPT", StringComparison.Ordinal))
        {
            // The server was restarted and has forgotten the script that the client believes it holds; now the client knows.
            return await server.ScriptEvaluateAsync(script, keys, values);
        }
    }
}
