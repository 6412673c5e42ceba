using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.PaperTrading.Live;

/// <summary>
/// Tells a user's browsers what has just been committed. Nobody waits for it: a message may be lost, and clients read everything again when they reconnect.
/// </summary>
public sealed class PaperPush(LiveBus bus, ILogger<PaperPush> logger)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string ChannelOf(Guid userId) => $"paper:{userId:N}";

    public void Send(PaperBook book)
    {
        var (changes, id) = (book.Changes, book.Account.Id);
        var messages = changes
            .Orders.Select(o => Bytes(new { type = "order", order = OrderView.Of(o, id) }))
            .Concat(changes.Fills.Select(f => Bytes(new { type = "fill", fill = FillView.Of(f, id) })))
            .Concat(changes.Positions.Select(p => Bytes(new { type = "position", position = PositionView.Of(p, book) })));
        if (changes.Account is not null)
        {
            messages = messages.Append(Bytes(new { type = "account", accountId = id }));
        }

        Send(book.Account.UserId, [.. messages]);
    }

    private static byte[] Bytes<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, Json);

    private void Send(Guid userId, List<byte[]> messages) => _ = Publish(ChannelOf(userId), messages);

    private async Task Publish(string channel, List<byte[]> messages)
    {
        try
        {
            foreach (var message in messages)
            {
                await bus.Publish(channel, message);
            }
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "A push to {Channel} was lost", channel);
        }
    }
}
