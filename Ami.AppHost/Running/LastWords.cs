namespace Ami.AppHost.Running;

/// <summary>What a process printed in its last life, short enough to be read: how an error begins and how the output ends.</summary>
internal static class LastWords
{
    /// <summary>Begins the lines that AppHost itself adds to a log.</summary>
    public const string Marker = "[apphost]";

    private const int Beginning = 20;
    private const int End = 15;

    public static string Of(LogBuffer log)
    {
        var life = log.Tail(500).Reverse()
            .SkipWhile(line => line.StartsWith(Marker, StringComparison.Ordinal))
            .TakeWhile(line => !line.StartsWith(Marker, StringComparison.Ordinal))
            .Reverse().ToList();
        return string.Join(Environment.NewLine,
            life.Count <= Beginning + End ? life : [.. life[..Beginning], $"… ({life.Count - Beginning - End} lines)", .. life[^End..]]);
    }
}
