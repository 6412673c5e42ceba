namespace Ami.Modules.Notifications.Live;

/// <summary>Tells a person's browsers that something about their notifications changed, so that they read it again. May be lost.</summary>
internal sealed class NotificationPush(LiveBus bus)
{
    private static readonly byte[] Arrived = """{"type":"message"}"""u8.ToArray();
    private static readonly byte[] Seen = """{"type":"read"}"""u8.ToArray();

    public static string ChannelOf(Guid userId) => $"notifications:{userId:N}";

    /// <summary>There is a new message.</summary>
    public Task Message(Guid userId) => bus.Publish(ChannelOf(userId), Arrived);

    /// <summary>Messages were read, here or on another device.</summary>
    public Task Read(Guid userId) => bus.Publish(ChannelOf(userId), Seen);
}
