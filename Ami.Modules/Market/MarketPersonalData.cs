using Ami.Modules.Market.Alerts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market;

/// <summary>What people keep on charts and of symbols: handed over when they ask, gone with their account.</summary>
internal sealed class MarketPersonalData(UnitOfWork unitOfWork, MarketDb db) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept { get; } =
    [
        new("market.drawings", "market.drawings", "market.drawing_templates")
        {
            Title = new("Dibujos en gráficos", "Drawings on charts"),
            What = new(
                "Lo que dibujas y escribes en los gráficos, y tus plantillas de estilo.",
                "What you draw and write on charts, and your templates of style."
            ),
            Why = new("Para que los encuentres en cada dispositivo.", "For you to find them on every device."),
            HowLong = new(
                "Hasta que los borres, y como mucho mientras exista tu cuenta.",
                "Until you delete them, and at most as long as your account exists."
            ),
        },
        new("market.watchlists", "market.watchlists")
        {
            Title = new("Listas de seguimiento", "Watchlists"),
            What = new("Los símbolos que sigues, en tus listas y secciones.", "The symbols that you keep an eye on, in your lists and sections."),
            Why = new("Para que las encuentres en cada dispositivo.", "For you to find them on every device."),
            HowLong = new(
                "Hasta que las borres, y como mucho mientras exista tu cuenta.",
                "Until you delete them, and at most as long as your account exists."
            ),
        },
        new("market.layouts", "market.layouts")
        {
            Title = new("Disposiciones de gráficos", "Layouts of charts"),
            What = new(
                "Cómo ordenas los gráficos: símbolos, intervalos, indicadores y tamaños.",
                "How you arrange charts: symbols, intervals, indicators and sizes."
            ),
            Why = new("Para que las encuentres en cada dispositivo.", "For you to find them on every device."),
            HowLong = new(
                "Hasta que las borres, y como mucho mientras exista tu cuenta.",
                "Until you delete them, and at most as long as your account exists."
            ),
        },
        new("market.alerts", "market.alerts", "market.alert_symbols", "market.alert_firings", "market.alert_secrets")
        {
            Title = new("Alertas", "Alerts"),
            What = new(
                "De qué quieres que te avisemos: condiciones, direcciones que llamamos y la clave con que se firman, y cuándo se cumplieron.",
                "What you want to be told of: conditions, addresses that we call and the secret that signs them, and when they came true."
            ),
            Why = new("Para avisarte.", "To tell you."),
            HowLong = new(
                "Hasta que las borres, y como mucho mientras exista tu cuenta; cuándo se cumplieron, como mucho un año.",
                "Until you delete them, and at most as long as your account exists; when they came true, at most a year."
            ),
        },
        new("market.screens", "market.screens")
        {
            Title = new("Búsquedas guardadas", "Saved screens"),
            What = new(
                "Las condiciones y columnas con las que buscas entre los símbolos.",
                "The conditions and columns with which you look through the symbols."
            ),
            Why = new("Para que las encuentres en cada dispositivo.", "For you to find them on every device."),
            HowLong = new(
                "Hasta que las borres, y como mucho mientras exista tu cuenta.",
                "Until you delete them, and at most as long as your account exists."
            ),
        },
    ];

    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "market/drawings.json",
            """
            select id, symbol, kind, points, style, text, is_locked, is_hidden, created_at, updated_at from market.drawings
            where user_id = $1 order by symbol, created_at, id
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "market/drawing-templates.json",
            "select id, kind, name, style, updated_at from market.drawing_templates where user_id = $1 order by kind, name",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "market/watchlists.json",
            "select id, name, items, updated_at from market.watchlists where user_id = $1 order by name",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "market/layouts.json",
            "select id, name, is_current, body, created_at, updated_at from market.layouts where user_id = $1 order by name",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "market/alerts.json",
            """
            select id, name, symbol, watchlist_id, interval, rule, form, drawing_id, margin, repeat, expires_at, mail, webhook, enabled, fired_count, last_fired_at, ended,
                created_at, updated_at
            from market.alerts where user_id = $1 order by name, id
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "market/alert-firings.json",
            "select alert_id, name, symbol, interval, rule, bar, price, fired_at, webhook from market.alert_firings where user_id = $1 order by fired_at, id",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "market/screens.json",
            "select id, name, body, created_at, updated_at from market.screens where user_id = $1 order by name",
            userId,
            cancellationToken
        );
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        await db.Drawings.Where(d => d.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.DrawingTemplates.Where(t => t.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.Watchlists.Where(w => w.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.Layouts.Where(l => l.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await AlertErasure.Erase(unitOfWork, userId, cancellationToken);
        await db.Screens.Where(s => s.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }
}
