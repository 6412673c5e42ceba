using Ami.Modules.Notifications.Contracts;

namespace Ami.Modules.Notifications.Delivery;

/// <summary>Remembers where somebody wants messages of a kind.</summary>
internal sealed class PreferenceStore(UnitOfWork unitOfWork, TimeProvider time)
{
    public Task Set(Guid userId, string kind, bool inApp, bool email, CancellationToken cancellationToken) =>
        Store(userId, kind, inApp, email, "in_app = excluded.in_app, email = excluded.email", cancellationToken);

    /// <summary>Only whether it is mailed; the rest stays as it is.</summary>
    public Task SetEmail(Guid userId, MessageKind kind, bool email, CancellationToken cancellationToken) =>
        Store(userId, kind.Name, kind.Channels.HasFlag(Channels.InApp), email, "email = excluded.email", cancellationToken);

    private Task Store(Guid userId, string kind, bool inApp, bool email, string change, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    $"""
                    insert into notifications.preferences (user_id, kind, in_app, email, updated_at) values ($1, $2, $3, $4, $5)
                    on conflict (user_id, kind) do update set {change}, updated_at = excluded.updated_at
                    """
                );
                command.With(userId).With(kind).With(inApp).With(email).With(time.GetUtcNow());
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );
}
