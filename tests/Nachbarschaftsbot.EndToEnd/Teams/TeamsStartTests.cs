using System.Net;
using System.Text;
using Nachbarschaftsbot.EndToEnd.Operations;

namespace Nachbarschaftsbot.EndToEnd.Teams;

/// <summary>The program as it is started: with tokens it hears nobody without one, without tokens it starts only to develop with.</summary>
public sealed class TeamsStartTests
{
    private const string Activity = """
        {"type":"message","id":"1","channelId":"msteams","serviceUrl":"http://127.0.0.1:9/_connector","text":"Hallo","locale":"de-DE",
        "from":{"id":"29:ada","name":"Ada Beispiel","aadObjectId":"00000000-0000-0000-0000-00000000ada0"},
        "recipient":{"id":"28:bot","name":"Bot"},"conversation":{"id":"a:1","conversationType":"personal"}}
        """;

    [Fact]
    public async Task Without_a_token_nobody_is_heard()
    {
        await using var house = Connected();
        var running = await house.Start();
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(house));
        using var look = await house.Http.SendAsync(new(HttpMethod.Head, $"{house.Address}/api/messages"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, look.StatusCode);
        Assert.Contains("\"teams\"", (await house.Get("/health/ready")).Body);
        Assert.DoesNotContain("geheim-geheim", running.Output);
        Assert.Equal(0, (await running.Terminate()).Code);
    }

    [Fact]
    public async Task While_the_keys_are_out_of_reach_a_token_is_asked_for_again()
    {
        await using var house = Connected();
        await house.Start();
        var token = $"{Base64("""{"alg":"RS256","kid":"1"}""")}.{Base64("{}")}.{Base64("x")}";
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Post(house, token));
        Assert.Contains("\"teams\":\"Degraded", (await house.Get("/health/ready")).Body);
    }

    [Fact]
    public async Task Without_tokens_it_does_not_start_outside_of_development()
    {
        await using var house = Operated();
        house.Settings["Teams__Anonymous"] = "true";
        var running = house.Launch("dotnet", [Household.Program]);
        Assert.Equal(1, await running.Ends());
        Assert.Contains("Einstellung Teams:Anonymous:", running.Output);
        Assert.Contains("Development", running.Output);
    }

    [Fact]
    public async Task Without_tokens_it_does_not_start_for_other_machines()
    {
        await using var house = Operated();
        house.Settings["DOTNET_ENVIRONMENT"] = "Development";
        house.Settings["Teams__Anonymous"] = "true";
        house.Settings["Web__Listen"] = $"http://0.0.0.0:{house.Port}";
        var running = house.Launch("dotnet", [Household.Program]);
        Assert.Equal(1, await running.Ends());
        Assert.Contains("Einstellung Teams:Anonymous:", running.Output);
    }

    [Fact]
    public async Task To_develop_with_it_starts_without_tokens_and_hears_the_playground()
    {
        await using var house = Operated();
        house.Settings["DOTNET_ENVIRONMENT"] = "Development";
        house.Settings["Teams__Anonymous"] = "true";
        await house.Start();
        Assert.Equal(HttpStatusCode.OK, await Post(house));
    }

    [Fact]
    public async Task The_doctor_names_what_is_wrong_with_the_app()
    {
        await using var house = Connected();
        house.Settings["Teams__TenantId"] = "linden.onmicrosoft.com";
        var wrong = await house.Command("doctor");
        Assert.Equal(1, wrong.Code);
        Assert.Contains("FEHLER   Teams:TenantId", wrong.Output);
        Assert.DoesNotContain("geheim-geheim", wrong.Output);
    }

    [Fact]
    public async Task The_doctor_says_that_Teams_needs_an_address_and_that_Microsoft_does_not_answer()
    {
        await using var house = Connected();
        var doctor = await house.Command("doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("FEHLER   Teams-Adresse", doctor.Output);
        Assert.Contains("FEHLER   Teams-Anmeldung: Es kommt keine brauchbare Antwort", doctor.Output);
        Assert.Contains("FEHLER   Teams-Schlüssel: Es kommt keine brauchbare Antwort", doctor.Output);
        house.Settings["Web__PublicAddress"] = "https://hilfe.example.org/";
        Assert.Contains("https://hilfe.example.org/api/messages", (await house.Command("doctor")).Output);
    }

    private static Household Operated()
    {
        var house = new Household();
        house.Settings["Bot__OperatorName"] = "Nachbarschaftshilfe Probe e. V.";
        house.Settings["Bot__OperatorContact"] = "Telefon 0000 123456";
        return house;
    }

    /// <summary>An app of its own, with Microsoft out of reach.</summary>
    private static Household Connected()
    {
        var house = Operated();
        house.Settings["Teams__AppId"] = "11111111-2222-3333-4444-555555555555";
        house.Settings["Teams__TenantId"] = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
        house.Settings["Teams__ClientSecret"] = "geheim-geheim";
        house.Settings["Teams__LoginAddress"] = $"https://127.0.0.1:{Household.FreePort()}";
        house.Settings["Teams__KeyAddress"] = $"http://127.0.0.1:{Household.FreePort()}/keys";
        return house;
    }

    private static async Task<HttpStatusCode> Post(Household house, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{house.Address}/api/messages")
        {
            Content = new StringContent(Activity, Encoding.UTF8, "application/json"),
        };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var response = await house.Http.SendAsync(request);
        return response.StatusCode;
    }

    private static string Base64(string text) =>
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
