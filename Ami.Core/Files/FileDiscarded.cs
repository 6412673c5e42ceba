namespace Ami.Core;

/// <summary>
/// No row names this file any more. Publish it in the transaction that takes the name away: the file is deleted after the commit, and tried again
/// until it is gone.
/// </summary>
/// <param name="Key">The file.</param>
public sealed record FileDiscarded(string Key) : IEvent<FileDiscarded>
{
    /// <inheritdoc/>
    public static string EventName => "core.file-discarded.v1";

    Guid? IEvent.UserId => null;
}

internal sealed class DeleteDiscardedFile(FileStore files) : IEventHandler<FileDiscarded>
{
    public const string Name = "core.delete-discarded-file";

    public Task Handle(FileDiscarded @event, EventContext context, CancellationToken cancellationToken) =>
        files.Delete(FileKey.Parse(@event.Key), cancellationToken);
}
