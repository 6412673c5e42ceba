using Ami.Modules.Payments.Contracts;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Payments;

/// <summary>A seller of tests: a workshop about risk for 49 dollars.</summary>
internal sealed class RiskCourse : IProductSource
{
    public const decimal Price = 49;

    public static ProductKey Key { get; } = new("workshop", "risk");

    public string Kind => Key.Kind;

    public Task<ProductOffer?> Find(string id, CancellationToken cancellationToken = default) =>
        Task.FromResult(id == Key.Id ? new ProductOffer(Key, "Riesgo", "Risk", [Money.Usd(Price)]) : null);

    public static Task<PaidWorld> World(Dictionary<string, string?>? settings = null) =>
        PaidWorld.Start(settings, services => services.AddScoped<IProductSource, RiskCourse>());

    /// <summary>Asks for the page on which it is paid.</summary>
    public static Task<HttpResponseMessage> Buy(SignedIn person, bool gift = false, string? key = null) =>
        PaidWorld.Send(
            person,
            "purchases",
            new
            {
                kind = Key.Kind,
                id = Key.Id,
                currency = "USD",
                isGift = gift,
            },
            key
        );

    public static Task<bool> IsOf(PaidWorld world, SignedIn person) =>
        world.Host.InScope(services => services.GetRequiredService<IPurchasedProducts>().Has(person.UserId, Key));
}
