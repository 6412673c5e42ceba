using System.Net;
using Microsoft.Extensions.Logging;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>
/// The payment provider. Never asked inside a transaction. That it is away, slow or answers nonsense is an ordinary refusal; what it says is believed only when it
/// is whole.
/// </summary>
/// <param name="client">Null where no key is configured.</param>
/// <param name="logger">Hears why a call failed.</param>
internal sealed class Provider(StripeClient? client, ILogger<Provider> logger)
{
    /// <summary>Whether there is a key for it.</summary>
    public bool IsConfigured => client is not null;

    /// <summary>Asks for one thing.</summary>
    /// <returns>It; or <c>payments.provider_unavailable</c>, <c>payments.not_at_provider</c>, <c>payments.card_declined</c>.</returns>
    public Task<Result<T>> Ask<T>(Func<V1Services, Task<T>> call, CancellationToken cancellationToken)
        where T : class, IHasId => Call(call, one => !string.IsNullOrEmpty(one.Id), cancellationToken);

    /// <summary>Asks for something that may be without an id, such as a preview or a list.</summary>
    public Task<Result<T>> AskFor<T>(Func<V1Services, Task<T>> call, Func<T, bool> isWhole, CancellationToken cancellationToken)
        where T : class => Call(call, isWhole, cancellationToken);

    /// <summary>The options of a call that must take effect once.</summary>
    public static RequestOptions Once(string key) => new() { IdempotencyKey = key };

    private async Task<Result<T>> Call<T>(Func<V1Services, Task<T>> call, Func<T, bool> isWhole, CancellationToken cancellationToken)
        where T : class
    {
        if (client is null)
        {
            return PaymentsErrors.ProviderUnavailable;
        }

        try
        {
            var answer = await call(client.V1);
            if (answer is not null && isWhole(answer))
            {
                return answer;
            }

            logger.LogError("The payment provider answered something that is no {What}", typeof(T).Name);
            return PaymentsErrors.ProviderUnavailable;
        }
        catch (StripeException e) when (e.HttpStatusCode == HttpStatusCode.NotFound || e.StripeError?.Code == "resource_missing")
        {
            return PaymentsErrors.NotAtProvider;
        }
        catch (StripeException e) when (e.HttpStatusCode == HttpStatusCode.PaymentRequired || e.StripeError?.Type == "card_error")
        {
            return PaymentsErrors.CardDeclined;
        }
        catch (StripeException e) when (e.HttpStatusCode == HttpStatusCode.BadRequest && e.StripeError?.Type == "invalid_request_error")
        {
            // What we sent is wrong for the state that the thing is in by now, or wrong altogether: the log has to say so.
            logger.LogError(e, "The payment provider refused a request: {Code} {Parameter}", e.StripeError.Code, e.StripeError.Param);
            return PaymentsErrors.ChangeNotPossible;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsFault(e))
        {
            logger.LogWarning(e, "The payment provider cannot be asked");
            return PaymentsErrors.ProviderUnavailable;
        }
    }

    /// <summary>
    /// Away, too slow, or an answer that cannot be read. The library turns most of what does not fit into exceptions of JSON; it trips itself over a mere <c>null</c>, and lets
    /// times that no calendar has through. Whatever else is thrown is a mistake of ours and not for here.
    /// </summary>
    private static bool IsFault(Exception exception) =>
        exception
            is StripeException
                or HttpRequestException
                or IOException
                or OperationCanceledException
                or System.Text.Json.JsonException
                or ArgumentOutOfRangeException
                or NullReferenceException { Source: "Stripe.net" };
}
