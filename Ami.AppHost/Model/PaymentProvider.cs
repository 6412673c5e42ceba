namespace Ami.AppHost.Model;

/// <summary>
/// Stripe, or what stands in for it while nobody has configured a key: <c>Ami.StripeSimulator</c>. The services are told an address and two secrets, and
/// cannot tell which it is.
/// </summary>
internal static class PaymentProvider
{
    private const string Key = "Stripe__SecretKey";
    private const string Webhook = "Stripe__WebhookSecret";

    /// <param name="system">What it becomes part of.</param>
    /// <param name="services">Those that talk to it.</param>
    /// <param name="api">Who is told of events.</param>
    public static void AddStripe(this AmiSystem system, IEnumerable<IResourceBuilder<ServiceResource>> services, IResourceBuilder<ServiceResource> api)
    {
        if (system.IsPublished)
        {
            var (given, signing) = (
                system.Application.AddParameter("stripe-secret-key", secret: true),
                system.Application.AddParameter("stripe-webhook-secret", secret: true)
            );
            Tell(services, service => service.WithEnvironment(Key, given).WithEnvironment(Webhook, signing));
            return;
        }

        if (system.Local.Variable(Key) is { } real)
        {
            Tell(
                services,
                service =>
                {
                    service.WithEnvironment(Key, real);
                    foreach (var name in new[] { Webhook, "Stripe__ApiBase" })
                    {
                        if (system.Local.Variable(name) is { } value)
                        {
                            service.WithEnvironment(name, value);
                        }
                    }
                }
            );
            return;
        }

        var (key, secret) = (
            system.AddSecret("stripe-secret-key", kept => kept.StripeKey),
            system.AddSecret("stripe-webhook-secret", kept => kept.StripeWebhook)
        );
        var stripe = system.AddService(
            "stripe",
            "Ami.StripeSimulator",
            stripe =>
                stripe
                    .WithHttp()
                    .WithEnvironment("Simulator__SecretKey", key)
                    .WithEnvironment("Simulator__WebhookSecret", secret)
                    .WithEnvironment("Simulator__WebhookUrl", ReferenceExpression.Create($"{api.GetEndpoint("http")}/api/payments/webhook"))
                    .WithEnvironment("Simulator__PublicUrl", stripe.GetEndpoint("http"))
                    .WithStateFolder("Simulator__Folder", "stripe")
        );
        Tell(
            services,
            service => service.WithEnvironment("Stripe__ApiBase", stripe.GetEndpoint("http")).WithEnvironment(Key, key).WithEnvironment(Webhook, secret)
        );
    }

    private static void Tell(IEnumerable<IResourceBuilder<ServiceResource>> services, Action<IResourceBuilder<ServiceResource>> what)
    {
        foreach (var service in services)
        {
            what(service);
        }
    }
}
