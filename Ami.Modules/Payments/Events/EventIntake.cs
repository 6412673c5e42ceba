using System.Text.Json;

namespace Ami.Modules.Payments;

/// <summary>Stores what the payment provider tells, once for each event, together with the task of handling it.</summary>
internal sealed class EventIntake(UnitOfWork unitOfWork, TimeProvider time)
{
    /// <summary>Reads an event as it came over the wire. What it says of the object is not believed later, only where to look.</summary>
    /// <returns>The row to store, or null for what is no event.</returns>
    public StripeEventRow? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var told = root.GetProperty("data").GetProperty("object");
            var (id, type) = (Text(root, "id"), Text(root, "type"));
            if (id is not { Length: > 0 and <= 255 } || type is not { Length: > 0 and <= 255 })
            {
                return null;
            }

            var objectId = Text(told, "id") ?? "";
            return new StripeEventRow
            {
                Id = ComputedId.Of(id),
                StripeId = id,
                Type = type,
                ObjectId = objectId,
                CustomerId = Text(told, "object") == "customer" ? objectId : Text(told, "customer"),
                ApiVersion = Text(root, "api_version"),
                Livemode = root.TryGetProperty("livemode", out var live) && live.ValueKind == JsonValueKind.True,
                Payload = json,
                State = EventState.Received,
                OccurredAt =
                    root.TryGetProperty("created", out var created) && created.TryGetInt64(out var seconds)
                        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                        : time.GetUtcNow(),
                ReceivedAt = time.GetUtcNow(),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Stores it, unless it is there.</summary>
    /// <returns>Whether it is new.</returns>
    public Task<bool> Store(StripeEventRow row, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    insert into payments.stripe_events (id, stripe_id, type, object_id, customer_id, api_version, livemode, payload, state, occurred_at, received_at)
                    select $1, $2, $3, $4, $5, $6, $7,
                        case when exists (select from payments.departures d where d.customer_id = $5) then null else $8 end, 'Received', $9, $10
                    on conflict do nothing
                    """
                );
                command.With(row.Id).With(row.StripeId).With(row.Type).With(row.ObjectId).With(row.CustomerId, NpgsqlTypes.NpgsqlDbType.Text);
                command.With(row.ApiVersion, NpgsqlTypes.NpgsqlDbType.Text).With(row.Livemode).With(row.Payload, NpgsqlTypes.NpgsqlDbType.Text);
                command.With(row.OccurredAt).With(row.ReceivedAt);
                var isNew = await command.ExecuteNonQueryAsync(ct) == 1;
                if (isNew)
                {
                    unitOfWork.Publish(new StripeEventReceived(row.Id));
                }

                return isNew;
            },
            cancellationToken
        );

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Object ? Text(value, "id")
        : null;
}
