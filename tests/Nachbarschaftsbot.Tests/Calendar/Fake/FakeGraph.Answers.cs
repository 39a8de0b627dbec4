using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Tests.Calendar.Fake;

/// <summary>What the fake answers to each request.</summary>
internal sealed partial class FakeGraph
{
    private (int, JsonNode?) Create(JsonElement body)
    {
        Check("event", body);
        CheckTimes(body);
        if (!Guid.TryParse(Text(body, "transactionId"), out _))
            Violate("an event without transactionId");
        if (Text(body, "sensitivity") != "private")
            Violate("an event that is not private");
        if (Events.Any(e => (string?)e.Body["transactionId"] == Text(body, "transactionId")))
            return (409, ErrorBody("ErrorDuplicateTransactionId"));
        var isOnline = body.TryGetProperty("isOnlineMeeting", out var online) && online.GetBoolean();
        if (isOnline && Text(body, "onlineMeetingProvider") != "teamsForBusiness")
            Violate("an online meeting without provider");
        var one = new FakeEvent
        {
            Id = $"AAMk-{Events.Count + 1}=",
            Body = JsonObject.Create(body.Clone())!,
            JoinUrl = isOnline ? $"https://teams.example.org/l/{Events.Count + 1}" : null,
        };
        Events.Add(one);
        return (201, Show(one));
    }

    private (int, JsonNode?) Change(string id, JsonElement body)
    {
        Check("event", body);
        CheckTimes(body);
        foreach (var name in (string[])["body", "isOnlineMeeting", "onlineMeetingProvider", "transactionId"])
            if (body.TryGetProperty(name, out _))
                Violate($"a change with {name}");
        if (Events.FirstOrDefault(e => e.Id == id) is not { IsCancelled: false } one)
            return (404, ErrorBody("ErrorItemNotFound"));
        foreach (var property in body.EnumerateObject())
            one.Body[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        return (200, Show(one));
    }

    private (int, JsonNode?) Cancel(string id, JsonElement body)
    {
        Check("cancel", body);
        if (Events.FirstOrDefault(e => e.Id == id) is not { IsCancelled: false } one)
            return (404, ErrorBody("ErrorItemNotFound"));
        (one.IsCancelled, one.Comment) = (true, Text(body, "Comment"));
        return (202, null);
    }

    private (int, JsonNode?) Schedules(JsonElement body)
    {
        Check("getSchedule", body);
        var asked = body.GetProperty("Schedules").EnumerateArray().Select(s => s.GetString()!).ToList();
        if (asked.Count is 0 or > 20)
            return (400, ErrorBody("ErrorInvalidParameter"));
        var from = Moment(body.GetProperty("StartTime"));
        var to = Moment(body.GetProperty("EndTime"));
        if (to - from > Duration.FromDays(62))
            return (400, ErrorBody("ErrorTimeWindowTooLong"));
        return (200, new JsonObject { ["value"] = new JsonArray([.. asked.Select(mail => Schedule(mail, from, to))]) });
    }

    private JsonNode Schedule(string mail, Instant from, Instant to)
    {
        if (!schedules.TryGetValue(mail, out var times))
            return new JsonObject
            {
                ["scheduleId"] = mail,
                ["error"] = new JsonObject { ["responseCode"] = "ErrorMailRecipientNotFound" },
            };
        var halves = (int)((to - from).TotalMinutes / 30);
        var view = string.Concat(
            Enumerable
                .Range(0, halves)
                .Select(i => from + Duration.FromMinutes(30 * i))
                .Select(at =>
                    times.FirstOrDefault(t => t.From < at + Duration.FromMinutes(30) && t.To > at).Status switch
                    {
                        "tentative" => '1',
                        "busy" => '2',
                        "oof" => '3',
                        "workingElsewhere" => '4',
                        _ => '0',
                    }
                )
        );
        var items = times.Select(t =>
            (JsonNode)
                new JsonObject
                {
                    ["status"] = t.Status,
                    ["start"] = Utc(t.From),
                    ["end"] = Utc(t.To),
                }
        );
        return new JsonObject
        {
            ["scheduleId"] = mail.ToUpperInvariant(),
            ["availabilityView"] = view,
            ["scheduleItems"] = OnlyViews ? new JsonArray() : new JsonArray([.. items]),
        };
    }

    private (int, JsonNode?) View(HttpRequest request)
    {
        var (from, to) = (
            InstantPattern.General.Parse(request.Query["startDateTime"]!).GetValueOrThrow(),
            InstantPattern.General.Parse(request.Query["endDateTime"]!).GetValueOrThrow()
        );
        var found = Events.Where(e => !e.IsCancelled && e.At("end") > from && e.At("start") < to).Select(Show);
        return (200, new JsonObject { ["value"] = new JsonArray([.. found]) });
    }

    private void CheckTimes(JsonElement body)
    {
        var (from, to) = (Moment(body.GetProperty("start")), Moment(body.GetProperty("end")));
        if (to <= from)
            Violate("an event that ends before it begins");
    }

    private Instant Moment(JsonElement time)
    {
        var text = Text(time, "dateTime")!;
        if (!WallTime().IsMatch(text))
            Violate($"no wall time: {text}");
        var zone = Text(time, "timeZone") is "UTC"
            ? DateTimeZone.Utc
            : DateTimeZoneProviders.Tzdb[Text(time, "timeZone")!];
        return LocalDateTimePattern.GeneralIso.Parse(text).GetValueOrThrow().InZoneStrictly(zone).ToInstant();
    }

    private static JsonNode Show(FakeEvent one) =>
        new JsonObject
        {
            ["id"] = one.Id,
            ["transactionId"] = (string?)one.Body["transactionId"],
            ["onlineMeeting"] = one.JoinUrl is null ? null : new JsonObject { ["joinUrl"] = one.JoinUrl },
        };

    private static JsonObject Utc(Instant at) =>
        new()
        {
            ["dateTime"] = at.InUtc().LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm:ss'.0000000'", null),
            ["timeZone"] = "UTC",
        };

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) ? value.GetString() : null;
}
