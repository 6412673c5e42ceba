using System.Text.Json;

namespace Ami.Core;

/// <summary>
/// Tells a person's browsers how their jobs are: each message is the whole job, so a lost one costs nothing once the next is there. May be lost.
/// </summary>
public sealed class LongJobPush(LiveBus bus)
{
    private sealed record Message(string Type, LongJobView Job);

    /// <summary>The channel of a person's jobs; messages are <c>{"type":"job","job":{…}}</c>.</summary>
    public static string ChannelOf(Guid userId) => $"long-jobs:{userId:N}";

    internal Task Tell(LongJobRow row) =>
        bus.Publish(ChannelOf(row.UserId), JsonSerializer.SerializeToUtf8Bytes(new Message("job", row.View), LongJobRow.Json));
}
